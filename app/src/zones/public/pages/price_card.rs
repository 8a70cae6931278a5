#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::api::dto::OfferView;
use crate::components::{Glyph, Icon};
use crate::zones::public::parts::PriceOffer;
use domain::landing::{Section, Word};
use leptos::prelude::*;

/// What it costs now, what is in it, and how long that holds.
#[component]
pub fn PriceSection(
    /// Its words.
    section: Section,
    /// The words on the button.
    cta: String,
    /// The offer.
    offer: OfferView,
    /// Whether there are lessons to look at.
    lessons: bool,
) -> impl IntoView {
    let line =
        |line: String| view! { <li class="flex gap-3"><span class="mt-0.5 text-accent"><Icon glyph=Glyph::Check /></span>{line}</li> };
    view! {
        <section id="price" class="shell pb-12" aria-labelledby="price-title">
            <div class="card card-lift mx-auto grid max-w-[60rem] gap-10 md:grid-cols-[1fr_20rem] md:p-10">
                <div>
                    <h2 id="price-title">{section.word(Word::Title).to_owned()}</h2>
                    <ul class="mt-6 grid gap-3">{section.list(Word::List).into_iter().map(line).collect_view()}</ul>
                </div>
                <PriceOffer cta offer lessons />
            </div>
        </section>
    }
}
