use super::chooser::Choice;
use super::plot::{WIDTH, scaled};
use super::section::{Meanings, Section};
use crate::api::dto::SeatCounts;
use crate::components::text;
use leptos::prelude::*;

const MEANINGS: [(&str, &str); 3] = [
    ("Sold", "Seats of the main offer that are paid and not refunded."),
    ("Held", "Seats kept for somebody who is paying now, or who was invited from the waitlist."),
    ("Left", "Seats that can be bought."),
];

/// The seats of the main offer, as they are now.
#[component]
pub fn Seats(
    /// The seats.
    seats: SeatCounts,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let SeatCounts { sold, held, left } = seats;
    let left_words = left.map_or_else(|| "No limit".to_owned(), |left| text::number(left.into()));
    let bar = left.map(|left| {
        let part = |number: u32| scaled(number.into(), (sold + held).saturating_add(left).into(), WIDTH);
        view! {
            <svg class="chart-seats" viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-labelledby="seats-title seats-desc">
                <title id="seats-title">"Seats"</title>
                <desc id="seats-desc">{format!("{sold} sold, {held} held, {left} left")}</desc>
                <rect class="chart-grid-fill" width="1000" height="20" />
                <rect class="chart-outer" width=part(sold + held) height="20" />
                <rect class="chart-inner" width=part(sold) height="20" />
            </svg>
        }
    });
    view! {
        <Section id="seats" title="Seats now" choice>
            {bar}
            <dl class="sums">
                <div><dt>"Sold"</dt><dd>{text::number(sold.into())}</dd></div>
                <div><dt>"Held"</dt><dd>{text::number(held.into())}</dd></div>
                <div><dt>"Left"</dt><dd>{left_words}</dd></div>
            </dl>
            <Meanings words=MEANINGS.to_vec() />
        </Section>
    }
}
