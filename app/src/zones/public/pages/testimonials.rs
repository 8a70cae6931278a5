#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use domain::landing::{Section, Word, Words, said};
use leptos::prelude::*;

/// What others say.
#[component]
pub fn Testimonials(
    /// Its words and theirs.
    section: Section,
) -> impl IntoView {
    let any = !section.items.is_empty();
    let voice = |voice: &Words| {
        let text = |word| said(voice, word).to_owned();
        view! {
            <li>
                <figure class="flex h-full flex-col justify-between gap-5 border-t-2 border-accent pt-5">
                    <blockquote class="font-display text-lg">{format!("“{}”", text(Word::Quote))}</blockquote>
                    <figcaption class="text-sm"><span class="font-semibold">{text(Word::Name)}</span><br /><span class="text-muted">{text(Word::Role)}</span></figcaption>
                </figure>
            </li>
        }
    };
    any.then(|| {
        view! {
            <section class="shell py-16 md:py-24" aria-labelledby="testimonials">
                <h2 id="testimonials" class="sr-only">{section.word(Word::Title).to_owned()}</h2>
                <ul class="grid gap-10 md:grid-cols-3 md:gap-8">{section.items.iter().map(voice).collect_view()}</ul>
            </section>
        }
    })
}
