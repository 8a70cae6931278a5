use super::super::card_box::{CardBox, CardSlot};
use super::super::hold_clock::HoldClock;
use super::super::notice::{Notice, NoticeBox};
use super::super::other_ways::OtherWays;
use crate::api::dto::{OrderView, PayWith, PaymentSession};
use crate::api::{ApiError, orders};
use crate::components::{Alert, OrderLines, Tone};
use crate::forms::Submit;
use crate::interop::{self, CardFault, CardFormMode};
use crate::paths;
use chrono::{DateTime, Utc};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

/// An order that can be paid: the same order on each try, so it is paid once at most.
#[component]
pub fn Pay(
    /// The order.
    order: RwSignal<OrderView>,
    /// The seat is held until this moment.
    held_until: DateTime<Utc>,
    /// The last try was refused.
    declined: bool,
    /// The server's time.
    now: DateTime<Utc>,
) -> impl IntoView {
    let OrderView { public_id, lines, total, stripe, email, main, ways, .. } = order.get_untracked();
    let back = main.map(|main| view! { <p><a class="link" href=paths::order(&main).to_string()>"Back to your order"</a></p> });
    let card = CardSlot::new();
    let session = RwSignal::new(None::<PaymentSession>);
    let notice = RwSignal::new(None::<Notice>);
    let busy = RwSignal::new(false);
    open_payment(order, card, session, notice);
    let on_submit = move |event: SubmitEvent| {
        if interop::leaves(&event) {
            return;
        }
        event.prevent_default();
        let Some(open) = session.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        notice.set(None);
        spawn_local(async move {
            match pay(card, &open).await {
                Ok(()) | Err(CardFault::Moved | CardFault::Unknown) => interop::go(paths::order_after_payment(&open.public_id).as_str()),
                Err(fault) => {
                    notice.set(Some(Notice::of_card(&fault)));
                    busy.set(false);
                }
            }
        });
    };
    let refused = declined.then(|| {
        view! {
            <Alert tone=Tone::Warning>
                <p class="font-semibold">"The payment was declined"</p>
                <p>"There is no more detail than that. Nothing was charged, and you can try again here or pay in another way."</p>
            </Alert>
        }
    });
    view! {
        <div class="shell grid items-start gap-6 py-8 lg:grid-rows-[auto_1fr] lg:gap-y-7 lg:grid-cols-[1fr_23rem] lg:gap-14 lg:py-14">
            <h1>"Complete your payment"</h1>
            <section class="card grid gap-5 lg:col-start-2 lg:row-span-2 lg:row-start-1" aria-labelledby="summary">
                <h2 id="summary" class="text-lg">"Your order"</h2>
                <OrderLines lines total total_label="Total today" />
                <p class="text-sm text-muted">"Access goes to "<span class="text-ink">{email}</span></p>
            </section>
            <form class="grid max-w-[36rem] gap-6" method="post" action=orders::Payment::url() on:submit=on_submit>
                <input type="hidden" name="public_id" value=public_id />
                {refused}
                <HoldClock until=held_until now />
                <CardBox client=stripe card />
                <NoticeBox notice />
                <div class="grid gap-4">
                    <Submit pending=busy look="btn-primary btn-lg w-full" name="pay_with" value="hosted">
                        <span>{move || if busy.get() { "Paying… " } else { "Pay " }}{total.to_string()}</span>
                        <span class="without-script">"on Stripe’s page"</span>
                    </Submit>
                    <OtherWays ways />
                </div>
                <p class="text-sm text-muted">"Trying again is safe: this order can be paid only once."</p>
                {back}
            </form>
        </div>
    }
}

async fn pay(card: CardSlot, session: &PaymentSession) -> Result<(), CardFault> {
    let form = card.form()?;
    form.validate().await?;
    form.confirm(session).await
}

/// The secret of the payment is asked for by the browser alone, so that it is in no page.
fn open_payment(order: RwSignal<OrderView>, card: CardSlot, session: RwSignal<Option<PaymentSession>>, notice: RwSignal<Option<Notice>>) {
    Effect::new(move |_| {
        let OrderView { public_id, stripe, .. } = order.get_untracked();
        spawn_local(async move {
            match orders::payment(public_id.clone(), PayWith::Card).await {
                Ok(open) => {
                    card.fill(stripe, CardFormMode::Open(open.client_secret.clone().unwrap_or_default()));
                    session.set(Some(open));
                }
                // It is paid, or over: the page shows which.
                Err(ApiError::Conflict(_)) => {
                    if let Ok(news) = orders::check(public_id, None).await {
                        order.set(news);
                    }
                }
                Err(error) => notice.set(Some(Notice::of_error(&error))),
            }
        });
    });
}
