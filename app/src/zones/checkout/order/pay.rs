use super::super::card_box::CardBox;
use super::super::hold_clock::HoldClock;
use super::super::notice::NoticeBox;
use super::super::other_ways::OtherWays;
use super::super::pay_button::PayButton;
use crate::api::dto::OrderView;
use crate::api::orders;
use crate::components::{Alert, OrderLines, Tone};
use crate::paths;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// An order that can be paid: the same order on each try, so it is paid once at most.
#[component]
pub fn Pay(
    /// The order.
    order: OrderView,
    /// The seat is held until this moment.
    held_until: DateTime<Utc>,
    /// The last try was refused.
    declined: bool,
    /// The server's time.
    now: DateTime<Utc>,
) -> impl IntoView {
    let OrderView { public_id, lines, total, stripe, email, main, ways, .. } = order;
    let back = main.map(|main| view! { <p><a class="link" href=paths::order(&main).to_string()>"Back to your order"</a></p> });
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
            <form class="grid max-w-[36rem] gap-6" method="post" action=orders::Payment::url() data-pay="">
                <input type="hidden" name="public_id" value=public_id />
                {refused}
                <HoldClock until=held_until now />
                <CardBox client=stripe />
                <NoticeBox notice=None />
                <div class="grid gap-4">
                    <PayButton total />
                    <OtherWays ways />
                </div>
                <p class="text-sm text-muted">"Trying again is safe: this order can be paid only once."</p>
                {back}
            </form>
        </div>
    }
}
