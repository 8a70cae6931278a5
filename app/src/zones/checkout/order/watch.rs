use crate::api::dto::{OrderStep, OrderView};
use crate::api::orders;
use crate::{interop, paths};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Pauses between questions when the line to the server is broken; the last one repeats.
const PAUSES_MS: [i32; 3] = [1_000, 2_000, 5_000];

/// After this long the provider is asked for news.
const ASK_PROVIDER_MS: i32 = 60_000;

/// How often the page looks whether a held order has ended.
const HELD_MS: i32 = 15_000;

/// Keeps an order up to date while it moves: by server-sent events, by questions where they fail.
pub fn watch(order: RwSignal<OrderView>) {
    let moving = Memo::new(move |_| order.with(|order| order.step.is_moving()));
    Effect::new(move |_| {
        if moving.get() {
            let id = order.with_untracked(|order| order.public_id.clone());
            let events = String::from(paths::order_events(&id));
            interop::listen_to_order(&events, move |news| tell(order, news), move || spawn_local(ask_until_settled(order)));
            spawn_local(ask_provider(order));
        }
    });
    Effect::new(move |_| spawn_local(watch_hold(order)));
}

/// News of an order that has come to rest are shown by a new page: it also signs the buyer in.
fn tell(order: RwSignal<OrderView>, news: OrderView) {
    if news.step.is_moving() {
        order.set(news);
    } else {
        interop::go(paths::order(&news.public_id).as_str());
    }
}

fn is_moving(order: RwSignal<OrderView>) -> bool {
    order.with_untracked(|order| order.step.is_moving())
}

async fn ask_until_settled(order: RwSignal<OrderView>) {
    let id = order.with_untracked(|order| order.public_id.clone());
    let mut pauses = PAUSES_MS.into_iter();
    let mut pause = PAUSES_MS[0];
    while is_moving(order) {
        pause = pauses.next().unwrap_or(pause);
        interop::sleep_ms(pause).await;
        if let Ok(news) = orders::status(id.clone()).await {
            tell(order, news);
        }
    }
}

async fn ask_provider(order: RwSignal<OrderView>) {
    interop::sleep_ms(ASK_PROVIDER_MS).await;
    if is_moving(order) {
        let id = order.with_untracked(|order| order.public_id.clone());
        if let Ok(news) = orders::check(id, Some("1".to_owned())).await {
            tell(order, news);
        }
    }
}

/// An order that can be paid may end, or be paid in another tab. The card form stays as it is unless the step changes.
async fn watch_hold(order: RwSignal<OrderView>) {
    while order.with_untracked(|order| matches!(order.step, OrderStep::Pay { .. })) {
        interop::sleep_ms(HELD_MS).await;
        let id = order.with_untracked(|order| order.public_id.clone());
        if let Ok(news) = orders::status(id).await
            && !matches!(news.step, OrderStep::Pay { .. })
        {
            return tell(order, news);
        }
    }
}
