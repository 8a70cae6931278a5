use crate::api::dto::{OfferDetail, PricePeriod};
use crate::components::LocalTime;
use leptos::prelude::*;

/// So many past prices are shown at once.
const SHOWN: usize = 12;

/// What the offer was really sold at, and what follows for a crossed-out price.
#[component]
pub fn HistoryCard(
    /// The offer.
    offer: OfferDetail,
) -> impl IntoView {
    let compared = match (offer.show_compare_at, offer.compared) {
        (false, _) => "No crossed-out price is shown: that is switched off.",
        (true, Some(_)) => {
            "The regular price was charged before, and nothing was as cheap in the thirty days before: it is shown crossed out."
        }
        (true, None) => {
            "No crossed-out price is shown: one is only shown that was really charged before, with the lowest of the thirty days before."
        }
    };
    let none = offer.history.is_empty().then(|| view! { <p class="text-sm text-muted">"It was not on sale yet."</p> });
    let more = offer.history.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| view! { <p class="text-sm text-muted">"And "{more}" before."</p> });
    view! {
        <section class="card grid gap-4" aria-labelledby="history">
            <h2 id="history" class="text-xl">"Prices that were charged"</h2>
            {none}
            <ol class="grid gap-2 text-sm">{offer.history.into_iter().take(SHOWN).map(period).collect_view()}</ol>
            {more}
            <p class="text-sm text-muted">{compared}</p>
        </section>
    }
}

fn period(period: PricePeriod) -> impl IntoView {
    let until = period.until.map(|at| view! { " to "<LocalTime at date_only=true /> });
    view! {
        <li class="flex flex-wrap items-baseline justify-between gap-x-4">
            <strong class="font-semibold">{period.price.to_string()}</strong>
            <span class="text-muted">"from "<LocalTime at=period.from date_only=true />{until}</span>
        </li>
    }
}
