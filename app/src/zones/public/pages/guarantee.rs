#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::components::{Glyph, Icon};
use domain::landing::{Section, Word};
use leptos::prelude::*;

/// The promise.
#[component]
pub fn GuaranteeSection(
    /// Its words.
    section: Section,
) -> impl IntoView {
    view! {
        <section class="shell pb-16 md:pb-24" aria-labelledby="guarantee">
            <div class="mx-auto flex max-w-[44rem] flex-col gap-5 sm:flex-row">
                <div class="disc flex-none"><Icon glyph=Glyph::Shield /></div>
                <div>
                    <h2 id="guarantee" class="text-xl">{section.word(Word::Title).to_owned()}</h2>
                    <p class="mt-1.5 text-muted">{section.word(Word::Text).to_owned()}</p>
                </div>
            </div>
        </section>
    }
}
