use crate::{paths, request};
use leptos::prelude::*;

/// A link that looks like a button and leads to the checkout, with where the visitor came from and the coupon of the address.
///
/// What the address says is there without scripts; the site whose link was followed is known in the browser alone, because the page
/// may come from a cache.
#[component]
pub fn CheckoutLink(
    /// Its classes beside those of every button.
    look: &'static str,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let to = String::from(paths::checkout_from(&request::source_of_address(), request::query_value("coupon").as_deref()));
    view! { <a class=format!("btn btn-primary {look}") href=to data-checkout="">{children()}</a> }
}
