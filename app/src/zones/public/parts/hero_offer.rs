#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::checkout_link::CheckoutLink;
use super::offer_words;
use crate::api::dto::OfferView;
use crate::components::{Glyph, Icon, live};
use leptos::prelude::*;

/// The way to the checkout of the first screen, beside the price of now.
#[component]
pub fn HeroOffer(
    /// The words on the button.
    cta: String,
    /// The offer.
    offer: OfferView,
) -> impl IntoView {
    let way = match offer.unavailable {
        None => view! { <CheckoutLink look="btn-lg">{cta}<Icon glyph=Glyph::ArrowRight /></CheckoutLink> }.into_any(),
        Some(_) => {
            view! { <a class="btn btn-primary btn-lg" href="#price">"See the details"<Icon glyph=Glyph::ArrowRight /></a> }.into_any()
        }
    };
    let price = offer.price.filter(|_| offer.unavailable.is_none()).map(|price| price.to_string());
    live(view! {
        <div class="mt-1 flex flex-wrap items-center gap-x-5 gap-y-3">
            {way}
            <p class="text-sm text-muted">
                <strong class="mr-2 empty:hidden font-display text-xl font-semibold text-ink">{price}</strong>
                {state(&offer)}
            </p>
        </div>
    })
}

fn state(offer: &OfferView) -> String {
    if let Some(why) = offer.unavailable {
        return offer_words::closed(why).0.to_owned();
    }
    let parts = [Some(offer.tier.clone()), offer_words::seats(offer)];
    parts.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}
