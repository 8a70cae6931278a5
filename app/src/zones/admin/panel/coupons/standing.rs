use crate::api::dto::Takes;
use domain::coupon::CouponRefusal;
use domain::tax::percent;
use leptos::prelude::*;

/// What a coupon takes off, in words.
pub fn takes_words(takes: Takes) -> String {
    match takes {
        Takes::Percent(basis_points) => percent(basis_points),
        Takes::Amount(amount) => amount.to_string(),
    }
}

/// How often a coupon is used, in words.
pub fn uses_words(uses: u32, max_uses: Option<u32>) -> String {
    match max_uses {
        Some(most) => format!("{uses} of {most}"),
        None => uses.to_string(),
    }
}

/// Whether a coupon holds, in a word and a colour.
#[component]
pub fn CouponBadge(
    /// Whether it does, or why not.
    standing: Result<(), CouponRefusal>,
    /// Whether it is running; else it is paused.
    enabled: bool,
) -> impl IntoView {
    let (class, words) = match standing {
        _ if !enabled => ("badge", "Paused"),
        Ok(()) => ("badge badge-positive", "Holds"),
        Err(CouponRefusal::NotYet(_)) => ("badge badge-accent", "Begins later"),
        Err(CouponRefusal::UsedUp) => ("badge badge-warning", "Used up"),
        Err(_) => ("badge badge-warning", "Over"),
    };
    view! { <span class=class>{words}</span> }
}
