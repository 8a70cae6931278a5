use super::checkout_link::checkout_link;
use super::live_offer::live_offer;
use crate::api::dto::OfferView;
use crate::components::{Glyph, Icon};
use crate::live::LivePart;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The last invitation. Gone where nothing can be bought.
#[derive(Serialize, Deserialize)]
pub struct Closing {
    /// The id of its title.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The words on the button.
    pub cta: String,
    /// The offer.
    pub offer: OfferView,
}

impl LivePart for Closing {
    const NAME: &'static str = "closing";

    fn view(self) -> AnyView {
        let Self { id, title, cta, offer } = self;
        let (offer, checkout) = (live_offer(offer), checkout_link());
        let price = move || offer.with(|offer| offer.price.filter(|_| offer.unavailable.is_none()));
        let invitation = move || {
            let (id, named_by, title, cta) = (id.clone(), id.clone(), title.clone(), cta.clone());
            price().map(|price| {
                view! {
                    <section class="shell grid justify-items-center gap-5 py-16 text-center md:py-24" aria-labelledby=named_by>
                        <h2 id=id class="text-3xl leading-tight">{title}</h2>
                        <a class="btn btn-primary btn-lg" href=checkout>{cta}" · "{price.to_string()}<Icon glyph=Glyph::ArrowRight /></a>
                    </section>
                }
            })
        };
        view! { {invitation} }.into_any()
    }
}
