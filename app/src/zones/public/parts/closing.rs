#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::checkout_link::CheckoutLink;
use crate::api::dto::OfferView;
use crate::components::{Glyph, Icon, live};
use leptos::prelude::*;

/// The last invitation. Gone where nothing can be bought.
#[component]
pub fn Closing(
    /// The id of its title.
    id: String,
    /// Its title.
    title: String,
    /// The words on the button.
    cta: String,
    /// The offer.
    offer: OfferView,
) -> impl IntoView {
    let price = offer.price.filter(|_| offer.unavailable.is_none());
    let named_by = id.clone();
    live(price.map(|price| {
        view! {
            <section class="shell grid justify-items-center gap-5 py-16 text-center md:py-24" aria-labelledby=named_by>
                <h2 id=id class="text-3xl leading-tight">{title}</h2>
                <CheckoutLink look="btn-lg">{cta}" · "{price.to_string()}<Icon glyph=Glyph::ArrowRight /></CheckoutLink>
            </section>
        }
    }))
}
