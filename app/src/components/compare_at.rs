use domain::money::Money;
use leptos::prelude::*;

/// The price before a reduction, crossed out.
#[component]
pub fn PriceBefore(
    /// The price.
    price: Money,
) -> impl IntoView {
    view! { <s class="text-muted"><span class="sr-only">"Before: "</span>{price.to_string()}</s> }
}

/// The lowest price of the thirty days before a reduction, which belongs beside every crossed-out one.
#[component]
pub fn LowestPrice(
    /// The price.
    price: Money,
) -> impl IntoView {
    view! { <p class="text-sm text-muted">"Lowest price of the last 30 days: "{price.to_string()}</p> }
}
