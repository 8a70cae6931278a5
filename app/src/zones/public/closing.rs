use super::checkout_link::checkout_link;
use crate::api::dto::OfferView;
use crate::components::{Glyph, Icon};
use domain::landing::{Section, Word};
use leptos::prelude::*;

/// The last invitation. Gone where nothing can be bought.
#[component]
pub fn Closing(
    /// Its words.
    section: Section,
    /// The words on the button.
    cta: String,
    /// The offer.
    offer: RwSignal<OfferView>,
) -> impl IntoView {
    let checkout = checkout_link();
    let price = move || offer.with(|offer| offer.price.filter(|_| offer.unavailable.is_none()));
    move || {
        let (cta, title) = (cta.clone(), section.word(Word::Title).to_owned());
        let (id, named_by) = (section.id.clone(), section.id.clone());
        price().map(|price| {
            view! {
                <section class="shell grid justify-items-center gap-5 py-16 text-center md:py-24" aria-labelledby=named_by>
                    <h2 id=id class="text-3xl leading-tight">{title}</h2>
                    <a class="btn btn-primary btn-lg" href=checkout>{cta}" · "{price.to_string()}<Icon glyph=Glyph::ArrowRight /></a>
                </section>
            }
        })
    }
}
