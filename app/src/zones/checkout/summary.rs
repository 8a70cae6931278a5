use crate::api::dto::QuoteView;
use crate::components::{OrderLines, live, tax_words};
use leptos::prelude::*;

/// What is bought and what it costs.
#[component]
pub fn Summary(
    /// The course's title.
    title: String,
    /// The quote of now.
    quote: QuoteView,
    /// Seats left, if there is a limit.
    seats_left: Option<u32>,
    /// What can be changed about it.
    children: Children,
) -> impl IntoView {
    let QuoteView { lines, total, tax, .. } = quote;
    let tax = tax.map(|tax| view! { <p class="text-sm text-muted">{tax_words(&tax)}</p> });
    let lines = live(view! { <OrderLines lines total total_label="Total today" />{tax} });
    let seats = seats_left
        .map(|left| view! { <p class="text-sm text-muted">{crate::components::text::count(left as usize, "seat", "seats")}" left"</p> });
    view! {
        <section class="card grid gap-5" aria-labelledby="summary">
            <div>
                <h2 id="summary" class="text-lg">"Your order"</h2>
                <p class="text-sm text-muted">{title}</p>
            </div>
            <div class="grid gap-2" aria-live="polite">{lines}</div>
            {children()}
            {seats}
            <p class="text-sm text-muted">"One payment. It is not a subscription, and nothing is charged later."</p>
        </section>
    }
}
