use crate::live::LivePart;
use crate::{paths, request};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The way to the checkout, with where the visitor came from and the coupon of the link.
///
/// What the address says is there without scripts; the site whose link was followed is known in the browser alone, because the page
/// may come from a cache. Nothing is stored for it.
pub fn checkout_link() -> ReadSignal<String> {
    let coupon = request::query_value("coupon");
    let to = move |source: &domain::source::Source| String::from(paths::checkout_from(source, coupon.as_deref()));
    let (link, set_link) = signal(to(&request::source_of_address()));
    Effect::new(move |_| set_link.set(to(&request::source_of_visit())));
    link
}

/// A link that looks like a button and leads to the checkout.
#[derive(Serialize, Deserialize)]
pub struct CheckoutButton {
    /// Its words.
    pub words: String,
    /// Its classes beside those of every button.
    pub look: String,
}

impl LivePart for CheckoutButton {
    const NAME: &'static str = "checkout-button";

    fn view(self) -> AnyView {
        let Self { words, look } = self;
        view! { <a class=format!("btn btn-primary {look}") href=checkout_link()>{words}</a> }.into_any()
    }
}
