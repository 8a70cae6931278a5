use super::checkout_link::checkout_link;
use super::contents::Contents;
use super::offer_words;
use crate::api::dto::{CurriculumModule, Hero, OfferView};
use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// The first screen: the promise, the price of now, and the table of contents.
#[component]
pub fn HeroSection(
    /// The words.
    hero: Hero,
    /// The course's title.
    title: String,
    /// The course's subtitle.
    subtitle: String,
    /// The modules.
    curriculum: Vec<CurriculumModule>,
    /// The offer.
    offer: RwSignal<OfferView>,
) -> impl IntoView {
    let checkout = checkout_link();
    let open = move || offer.with(|offer| offer.unavailable.is_none());
    let way = move || if open() { checkout.get() } else { "#price".to_owned() };
    let cta = hero.cta;
    let words = move || if open() { cta.clone() } else { "See the details".to_owned() };
    let price = move || offer.with(|offer| offer.price.filter(|_| offer.unavailable.is_none()).map(|price| price.to_string()));
    let state = move || {
        offer.with(|offer| match offer.unavailable {
            Some(why) => offer_words::closed(why).0.to_owned(),
            None => [Some(offer.tier.clone()), offer_words::seats(offer)]
                .into_iter()
                .flatten()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        })
    };
    view! {
        <section class="shell grid items-center gap-12 py-14 md:py-20 lg:grid-cols-[1.15fr_1fr] lg:gap-16">
            <div class="grid gap-6">
                <p class="eyebrow">{hero.eyebrow}</p>
                <h1 class="text-4xl leading-[1.08]">{hero.title}</h1>
                <p class="max-w-[36rem] text-lg text-muted">{hero.lead}</p>
                <div class="mt-1 flex flex-wrap items-center gap-x-5 gap-y-3">
                    <a class="btn btn-primary btn-lg" href=way>{words}<Icon glyph=Glyph::ArrowRight /></a>
                    <p class="text-sm text-muted">
                        <strong class="mr-2 empty:hidden font-display text-xl font-semibold text-ink">{price}</strong>
                        {state}
                    </p>
                </div>
                <p class="text-sm text-muted">{hero.note}</p>
            </div>
            <Contents title subtitle curriculum />
        </section>
    }
}
