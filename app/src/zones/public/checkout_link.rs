use crate::{paths, request};
use leptos::prelude::*;

/// Where the buttons of a public page lead: the checkout, with where the visitor came from and the coupon of the link.
///
/// What the address says is there without scripts; the site whose link was followed is known in the browser alone, because the page
/// may come from a cache. Nothing is stored for it.
#[derive(Clone, Copy)]
pub struct CheckoutLink(RwSignal<String>);

/// Gives the page's parts their way to the checkout.
pub fn provide_checkout_link() {
    let coupon = request::query_value("coupon");
    let to = move |source: &domain::source::Source| String::from(paths::checkout_from(source, coupon.as_deref()));
    let link = RwSignal::new(to(&request::source_of_address()));
    Effect::new(move |_| link.set(to(&request::source_of_visit())));
    provide_context(CheckoutLink(link));
}

/// The way to the checkout.
pub fn checkout_link() -> Signal<String> {
    let provided = use_context::<CheckoutLink>();
    Signal::derive(move || provided.map_or_else(|| String::from(paths::checkout()), |CheckoutLink(link)| link.get()))
}
