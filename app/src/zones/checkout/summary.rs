use crate::api::dto::{LineView, QuoteView};
use crate::components::OrderLines;
use leptos::prelude::*;

/// What is bought and what it costs.
#[component]
pub fn Summary(
    /// The course's title.
    title: String,
    /// The quote of now.
    #[prop(into)]
    quote: Signal<QuoteView>,
    /// Seats left, if there is a limit.
    seats_left: Option<u32>,
) -> impl IntoView {
    let lines = move || {
        let QuoteView { lines, total, .. } = quote.get();
        let lines: Vec<LineView> = lines;
        view! { <OrderLines lines total total_label="Total today" /> }
    };
    let seats = seats_left
        .map(|left| view! { <p class="text-sm text-muted">{crate::components::text::count(left as usize, "seat", "seats")}" left"</p> });
    view! {
        <section class="card grid gap-5 lg:sticky lg:top-8" aria-labelledby="summary">
            <div>
                <h2 id="summary" class="text-lg">"Your order"</h2>
                <p class="text-sm text-muted">{title}</p>
            </div>
            {lines}
            {seats}
            <p class="text-sm text-muted">"One payment. It is not a subscription, and nothing is charged later."</p>
        </section>
    }
}
