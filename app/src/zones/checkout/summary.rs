use crate::api::dto::{LineView, QuoteView};
use crate::components::{OrderLines, tax_words};
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
    /// What can be changed about it.
    children: Children,
) -> impl IntoView {
    let lines = move || {
        let QuoteView { lines, total, tax, .. } = quote.get();
        let lines: Vec<LineView> = lines;
        view! {
            <div class="grid gap-2" aria-live="polite">
                <OrderLines lines total total_label="Total today" />
                {tax.map(|tax| view! { <p class="text-sm text-muted">{tax_words(&tax)}</p> })}
            </div>
        }
    };
    let seats = seats_left
        .map(|left| view! { <p class="text-sm text-muted">{crate::components::text::count(left as usize, "seat", "seats")}" left"</p> });
    view! {
        <section class="card grid gap-5" aria-labelledby="summary">
            <div>
                <h2 id="summary" class="text-lg">"Your order"</h2>
                <p class="text-sm text-muted">{title}</p>
            </div>
            {lines}
            {children()}
            {seats}
            <p class="text-sm text-muted">"One payment. It is not a subscription, and nothing is charged later."</p>
        </section>
    }
}
