#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::contents::Contents;
use crate::api::dto::{CurriculumModule, OfferView};
use crate::paths;
use crate::zones::public::parts::HeroOffer;
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
    offer: OfferView,
) -> impl IntoView {
    let text = |word| section.word(word).to_owned();
    let line = |class, word| Some(text(word)).filter(|text| !text.is_empty()).map(|text| view! { <p class=class>{text}</p> });
    let cta = text(Word::Cta);
    let picture =
        section.picture.map(|id| view! { <img class="hero-picture" src=paths::landing_picture(id).to_string() alt=text(Word::Alt) /> });
    view! {
        <section class="shell grid items-center gap-12 py-14 md:py-20 lg:grid-cols-[1.15fr_1fr] lg:gap-16">
            <div class="grid gap-6">
                {line("eyebrow", Word::Eyebrow)}
                <h1 class="text-4xl leading-[1.08]">{text(Word::Title)}</h1>
                {line("max-w-[36rem] text-lg text-muted", Word::Lead)}
                <HeroOffer cta offer />
                {line("text-sm text-muted", Word::Note)}
            </div>
            <div class="grid min-w-0 gap-8">
                {picture}
                <Contents title subtitle curriculum />
            </div>
        </section>
    }
}
