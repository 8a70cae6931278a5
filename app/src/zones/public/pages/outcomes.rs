#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use domain::landing::{Section, Word, Words, said};
use leptos::prelude::*;

/// What you will be able to do.
#[component]
pub fn Outcomes(
    /// Its words and the outcomes.
    section: Section,
) -> impl IntoView {
    let outcome = |(index, outcome): (usize, &Words)| {
        let (title, text) = (said(outcome, Word::Title).to_owned(), said(outcome, Word::Text).to_owned());
        view! {
            <li class="grid grid-cols-[2.25rem_1fr]">
                <span class="numeral" aria-hidden="true">{index + 1}</span>
                <div>
                    <h3>{title}</h3>
                    <p class="mt-1 text-muted">{text}</p>
                </div>
            </li>
        }
    };
    view! {
        <section class="border-y border-line bg-sunken py-16 md:py-20" aria-labelledby="outcomes">
            <div class="shell">
                <h2 id="outcomes">{section.word(Word::Title).to_owned()}</h2>
                <ol class="mt-9 grid gap-x-12 gap-y-8 md:grid-cols-2">{section.items.iter().enumerate().map(outcome).collect_view()}</ol>
            </div>
        </section>
    }
}
