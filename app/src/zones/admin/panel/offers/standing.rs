use domain::offer_kind::OfferKind;
use domain::scarcity::Unavailable;
use leptos::prelude::*;

/// What an offer is, in a word.
pub fn kind_words(kind: OfferKind) -> &'static str {
    match kind {
        OfferKind::Main => "Course",
        OfferKind::Bump => "Addition",
        OfferKind::Upsell => "Upsell",
        OfferKind::Downsell => "Downsell",
    }
}

/// Whether an offer can be bought, in a word and a colour.
#[component]
pub fn StandingBadge(
    /// Whether it can, or why not.
    standing: Result<(), Unavailable>,
) -> impl IntoView {
    let (class, words) = match standing {
        Ok(()) => ("badge badge-positive", "On sale"),
        Err(Unavailable::Paused) => ("badge", "Paused"),
        Err(Unavailable::OpensAt(_)) => ("badge badge-accent", "Opens later"),
        Err(Unavailable::ClosedAt(_)) => ("badge badge-warning", "Closed"),
        Err(Unavailable::SoldOut) => ("badge badge-warning", "Sold out"),
    };
    view! { <span class=class>{words}</span> }
}
