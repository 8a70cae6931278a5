//! The page of an order stays up to date while the order moves: by server-sent events, by questions where they fail. The page itself is
//! asked for anew when there is something new to show.

use crate::api::orders::Status;
use crate::enhance::{dom, in_place};
use crate::{interop, paths};
use js_sys::{JSON, Reflect};
use leptos::server_fn::ServerFn;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element};

/// Pauses between questions when the line to the server is broken; the last one repeats.
const PAUSES_MS: [i32; 3] = [1_000, 2_000, 5_000];

/// After this long the provider is asked for news.
const ASK_PROVIDER_MS: i32 = 60_000;

/// How often the page looks whether a held order has ended.
const HELD_MS: i32 = 15_000;

thread_local! {
    /// Whether this page listens already.
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

/// The public id of the order on the page.
pub fn shown() -> Option<String> {
    dom::first("[data-order]")?.get_attribute("data-order")
}

/// Keeps the order of a part up to date.
pub fn touch(part: &Element) {
    let Some(place) = dom::all::<Element>(part, "[data-order]").pop() else { return };
    let Some(id) = place.get_attribute("data-order").filter(|_| !LISTENS.get()) else { return };
    if place.has_attribute("data-moving") {
        LISTENS.set(true);
        follow(id);
    } else if step_of(&place).starts_with(PAYABLE) {
        LISTENS.set(true);
        spawn_local(watch_hold(id));
    }
}

/// How the step of an order begins that can be paid.
const PAYABLE: &str = "{\"Pay\"";

fn follow(id: String) {
    let events = String::from(paths::order_events(&id));
    let on_silence = {
        let id = id.clone();
        move || spawn_local(ask_until_settled(id.clone()))
    };
    interop::listen_to_order(&events, |news| hear(&news), on_silence);
    spawn_local(async move {
        interop::sleep_ms(ASK_PROVIDER_MS).await;
        if is_moving() {
            look(paths::order_after_payment(&id).as_str()).await;
        }
    });
}

fn is_moving() -> bool {
    dom::first("[data-moving]").is_some()
}

async fn ask_until_settled(id: String) {
    let mut pauses = PAUSES_MS.into_iter();
    let mut pause = PAUSES_MS[0];
    while is_moving() {
        pause = pauses.next().unwrap_or(pause);
        interop::sleep_ms(pause).await;
        if let Some(news) = status(&id).await {
            hear(&news);
        }
    }
}

/// An order that can be paid may end, or be paid in another tab. The card form stays as it is unless the step changes.
async fn watch_hold(id: String) {
    loop {
        interop::sleep_ms(HELD_MS).await;
        if let Some(news) = status(&id).await
            && !step_in(&news).is_none_or(|step| step.starts_with(PAYABLE))
        {
            return interop::go(paths::order(&id).as_str());
        }
    }
}

async fn status(id: &str) -> Option<String> {
    dom::text(&format!("{}?public_id={id}", Status::PATH)).await
}

/// The step that an order's data tells, written as the page writes it.
fn step_in(order: &str) -> Option<String> {
    let order = JSON::parse(order).ok()?;
    Some(String::from(JSON::stringify(&Reflect::get(&order, &"step".into()).ok()?).ok()?))
}

fn step_of(place: &Element) -> String {
    place.get_attribute("data-step").unwrap_or_default()
}

/// News came. They are looked at if the page says otherwise.
fn hear(news: &str) {
    let Some((told, id)) = step_in(news).zip(shown()) else { return };
    if dom::first("[data-order]").is_some_and(|place| step_of(&place) != told) {
        spawn_local(async move { look(paths::order(&id).as_str()).await });
    }
}

/// Asks for the page and shows what is new on it. An order that has come to rest is loaded, at its own address.
pub async fn look(address: &str) {
    let Ok(answer) = dom::ask(address).await else { return };
    let place = |page: &Document| page.query_selector("[data-order]").ok().flatten();
    let (Some(old), Some(new)) = (dom::first("[data-order]"), place(&answer.page)) else { return };
    let same = step_of(&old) == step_of(&new) && old.get_attribute("data-order") == new.get_attribute("data-order");
    // An offer may change without its order taking a step.
    if same && !offers(&old) {
        return;
    }
    let stays = new.has_attribute("data-moving") || (offers(&old) && offers(&new));
    if !(stays && in_place::show(&dom::Answer { moved: true, ..answer }, false)) {
        interop::go(paths::order(&new.get_attribute("data-order").unwrap_or_default()).as_str());
    }
}

/// Whether a place shows an offer that waits for an answer.
fn offers(place: &Element) -> bool {
    place.query_selector("[data-answer]").ok().flatten().is_some()
}
