use crate::components::text;
use domain::access::Denied;
use leptos::prelude::*;

/// How a grant stands, in words that follow it.
pub fn standing_words(standing: Result<(), Denied>) -> String {
    match standing {
        Ok(()) => "opens the door".to_owned(),
        Err(Denied::NoGrant) => "there is no grant".to_owned(),
        Err(Denied::StartsAt(at)) => format!("starts on {}", text::date_time(at)),
        Err(Denied::EndedAt(at)) => format!("ended on {}", text::date_time(at)),
        Err(Denied::RevokedAt(at)) => format!("was taken back on {}", text::date_time(at)),
    }
}

/// Where a grant came from, in words.
pub fn source_words(source: &str) -> &'static str {
    match source {
        "order_item" => "bought",
        "gift" => "gift",
        "seat" => "seat",
        _ => "by hand",
    }
}

/// Whether somebody may enter, in a word and a colour.
#[component]
pub fn AccessBadge(
    /// What follows of all grants.
    access: Result<(), Denied>,
) -> impl IntoView {
    let (class, words) = match access {
        Ok(()) => ("badge badge-positive", "Has access"),
        Err(Denied::StartsAt(_)) => ("badge badge-accent", "Access to come"),
        Err(Denied::EndedAt(_)) => ("badge badge-warning", "Access ended"),
        Err(Denied::RevokedAt(_)) => ("badge badge-danger", "Access taken back"),
        Err(Denied::NoGrant) => ("badge", "No access"),
    };
    view! { <span class=class>{words}</span> }
}
