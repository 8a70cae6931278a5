#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::paths;
use domain::landing::{Section, Word};
use leptos::prelude::*;

/// Who teaches.
#[component]
pub fn InstructorSection(
    /// Its words.
    section: Section,
) -> impl IntoView {
    let text = |word| section.word(word).to_owned();
    let paragraph = |text: &str| view! { <p>{text.to_owned()}</p> };
    let about = section.word(Word::Text).split("\n\n").filter(|text| !text.is_empty()).map(paragraph).collect_view();
    let likeness = match section.picture {
        // Its name stands beside it.
        Some(id) => view! { <img class="portrait" src=paths::landing_picture(id).to_string() alt="" /> }.into_any(),
        None => view! { <span class="avatar h-16 w-16 font-display text-xl" aria-hidden="true">{text(Word::Initials)}</span> }.into_any(),
    };
    view! {
        <section id="instructor" class="border-y border-line bg-sunken py-16 md:py-24" aria-labelledby="instructor-title">
            <div class="shell grid gap-x-16 gap-y-6 lg:grid-cols-[18rem_1fr]">
                <div class="flex items-center gap-4 self-start lg:flex-col lg:items-start">
                    {likeness}
                    <div>
                        <h2 id="instructor-title">{text(Word::Name)}</h2>
                        <p class="text-muted">{text(Word::Role)}</p>
                    </div>
                </div>
                <div class="grid max-w-[42rem] gap-4 text-lg">{about}</div>
            </div>
        </section>
    }
}
