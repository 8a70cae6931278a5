#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::checkout_link::checkout_link;
use super::contents::Contents;
use super::offer_words;
use crate::api::dto::{CurriculumModule, OfferView};
use crate::components::{Glyph, Icon};
use crate::paths;
use domain::landing::{Section, Word};
use leptos::prelude::*;

/// The first screen: the promise, the price of now, and the table of contents.
#[component]
pub fn HeroSection(
    /// Its words.
    section: Section,
    /// The course's title.
    title: String,
    /// The course's subtitle.
    subtitle: String,
    /// The modules.
    curriculum: Vec<CurriculumModule>,
    /// The offer.
    offer: RwSignal<OfferView>,
) -> impl IntoView {
    let text = |word| section.word(word).to_owned();
    let line = |class, word| Some(text(word)).filter(|text| !text.is_empty()).map(|text| view! { <p class=class>{text}</p> });
    let checkout = checkout_link();
    let open = move || offer.with(|offer| offer.unavailable.is_none());
    let way = move || if open() { checkout.get() } else { "#price".to_owned() };
    let cta = text(Word::Cta);
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
    let picture =
        section.picture.map(|id| view! { <img class="hero-picture" src=paths::landing_picture(id).to_string() alt=text(Word::Alt) /> });
    view! {
        <section class="shell grid items-center gap-12 py-14 md:py-20 lg:grid-cols-[1.15fr_1fr] lg:gap-16">
            <div class="grid gap-6">
                {line("eyebrow", Word::Eyebrow)}
                <h1 class="text-4xl leading-[1.08]">{text(Word::Title)}</h1>
                {line("max-w-[36rem] text-lg text-muted", Word::Lead)}
                <div class="mt-1 flex flex-wrap items-center gap-x-5 gap-y-3">
                    <a class="btn btn-primary btn-lg" href=way>{words}<Icon glyph=Glyph::ArrowRight /></a>
                    <p class="text-sm text-muted">
                        <strong class="mr-2 empty:hidden font-display text-xl font-semibold text-ink">{price}</strong>
                        {state}
                    </p>
                </div>
                {line("text-sm text-muted", Word::Note)}
            </div>
            <div class="grid min-w-0 gap-8">
                {picture}
                <Contents title subtitle curriculum />
            </div>
        </section>
    }
}
