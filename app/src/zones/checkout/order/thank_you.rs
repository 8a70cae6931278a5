use super::super::closed::StatePage;
use super::correct_email::CorrectEmailForm;
use crate::api::dto::OrderView;
use crate::components::{Glyph, Icon, LocalTime, OrderLines};
use crate::paths;
use leptos::prelude::*;

/// Paid, and the way in is open.
#[component]
pub fn ThankYou(
    /// The order.
    order: OrderView,
) -> impl IntoView {
    let own = order.own;
    let own_papers = own.then(|| papers(&order.public_id));
    let way_in = if order.signed_in {
        view! { <a class="btn btn-primary btn-lg" href=paths::learn().to_string()>"Start learning"<Icon glyph=Glyph::ArrowRight /></a> }
            .into_any()
    } else {
        view! {
            <a class="btn btn-primary btn-lg" href=paths::sign_in().to_string()>"Sign in to start"</a>
            <p class="text-sm text-muted">"The link in our mail signs you in as well."</p>
        }
        .into_any()
    };
    let id = order.public_id.clone();
    let correct = order.correctable_until.map(|until| view! { <CorrectEmailForm public_id=id until /> });
    let also = order.also.into_iter().map(move |bought| {
        let papers = own.then(|| papers(&bought.public_id));
        view! {
            <div class="rule grid gap-3 pt-5">
                <h3 class="text-sm font-semibold">"Added to your order"</h3>
                <OrderLines lines=bought.lines total=bought.total total_label="Paid" />
                {papers}
                <p class="text-xs break-all text-muted">"Order "{bought.public_id}</p>
            </div>
        }
    });
    let also = also.collect_view();
    view! {
        <StatePage glyph=Glyph::CircleCheck title="Thank you, and welcome">
            <p class="text-muted">"Your payment has arrived and the course is open. Your receipt and the way in were mailed to "<strong class="font-semibold text-ink">{order.email}</strong>"."</p>
            {correct}
            {way_in}
            <section class="card mt-6 grid w-full gap-5 text-left" aria-labelledby="receipt">
                <div class="flex flex-wrap items-baseline justify-between gap-2">
                    <h2 id="receipt" class="text-lg">"Receipt"</h2>
                    <p class="text-sm text-muted"><LocalTime at=order.created_at /></p>
                </div>
                <OrderLines lines=order.lines total=order.total total_label="Paid" />
                {own_papers}
                <p class="text-xs break-all text-muted">"Order "{order.public_id}</p>
                {also}
            </section>
        </StatePage>
    }
}

/// What the buyer can ask for of one order.
fn papers(public_id: &str) -> impl IntoView + use<> {
    view! {
        <p class="flex flex-wrap gap-x-5 gap-y-1 text-sm">
            <a class="link" href=paths::invoice(public_id).to_string()>"Invoice, also for your company"</a>
            <a class="link" href=paths::order_refund(public_id).to_string()>"Get a refund"</a>
        </p>
    }
}
