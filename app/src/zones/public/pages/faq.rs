#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::components::{Glyph, Icon};
use domain::landing::{Section, Word, Words, said};
use leptos::prelude::*;

/// Questions and answers.
#[component]
pub fn FaqSection(
    /// Its words and its questions.
    section: Section,
) -> impl IntoView {
    let question = |item: &Words| {
        let (question, answer) = (said(item, Word::Question).to_owned(), said(item, Word::Answer).to_owned());
        view! {
            <details class="fold">
                <summary><span class="font-semibold">{question}</span><Icon glyph=Glyph::ChevronDown /></summary>
                <p class="max-w-[42rem] pb-5 text-muted">{answer}</p>
            </details>
        }
    };
    view! {
        <section id="faq" class="border-t border-line bg-sunken py-16 md:py-24" aria-labelledby="faq-title">
            <div class="shell grid gap-x-16 gap-y-6 lg:grid-cols-[18rem_1fr]">
                <h2 id="faq-title">{section.word(Word::Title).to_owned()}</h2>
                <div class="border-t border-line">{section.items.iter().map(question).collect_view()}</div>
            </div>
        </section>
    }
}
