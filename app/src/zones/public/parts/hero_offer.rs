use super::checkout_link::checkout_link;
use super::live_offer::live_offer;
use super::offer_words;
use crate::api::dto::OfferView;
use crate::components::{Glyph, Icon};
use crate::live::LivePart;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The way to the checkout of the first screen, beside the price of now.
#[derive(Serialize, Deserialize)]
pub struct HeroOffer {
    /// The words on the button.
    pub cta: String,
    /// The offer.
    pub offer: OfferView,
}

impl LivePart for HeroOffer {
    const NAME: &'static str = "hero-offer";

    fn view(self) -> AnyView {
        let Self { cta, offer } = self;
        let (offer, checkout) = (live_offer(offer), checkout_link());
        let open = move || offer.with(|offer| offer.unavailable.is_none());
        let way = move || if open() { checkout.get() } else { "#price".to_owned() };
        let words = move || if open() { cta.clone() } else { "See the details".to_owned() };
        let price = move || offer.with(|offer| offer.price.filter(|_| offer.unavailable.is_none()).map(|price| price.to_string()));
        view! {
            <div class="mt-1 flex flex-wrap items-center gap-x-5 gap-y-3">
                <a class="btn btn-primary btn-lg" href=way>{words}<Icon glyph=Glyph::ArrowRight /></a>
                <p class="text-sm text-muted">
                    <strong class="mr-2 empty:hidden font-display text-xl font-semibold text-ink">{price}</strong>
                    {move || offer.with(state)}
                </p>
            </div>
        }
        .into_any()
    }
}

fn state(offer: &OfferView) -> String {
    if let Some(why) = offer.unavailable {
        return offer_words::closed(why).0.to_owned();
    }
    let parts = [Some(offer.tier.clone()), offer_words::seats(offer)];
    parts.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}
