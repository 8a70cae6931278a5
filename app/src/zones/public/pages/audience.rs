#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::components::{Glyph, Icon};
use domain::landing::{Section, Word};
use leptos::prelude::*;

/// Whom the course is for, and whom not.
#[component]
pub fn AudienceSection(
    /// Its words.
    section: Section,
) -> impl IntoView {
    let title = |word| section.word(word).to_owned();
    view! {
        <section id=section.id.clone() class="shell pb-16 md:pb-24" aria-label="Whom it is for">
            <div class="grid gap-5 md:grid-cols-2">
                <AudienceList title=title(Word::Title) lines=section.list(Word::List) glyph=Glyph::Check colour="text-positive" />
                <AudienceList title=title(Word::OtherTitle) lines=section.list(Word::OtherList) glyph=Glyph::Cross colour="text-muted" />
            </div>
        </section>
    }
}

#[component]
fn AudienceList(title: String, lines: Vec<String>, glyph: Glyph, colour: &'static str) -> impl IntoView {
    let line = move |line: String| {
        view! { <li class="flex gap-3"><span class=format!("mt-0.5 {colour}")><Icon glyph /></span>{line}</li> }
    };
    view! {
        <div class="card">
            <h2 class="text-xl">{title}</h2>
            <ul class="mt-4 grid gap-3">{lines.into_iter().map(line).collect_view()}</ul>
        </div>
    }
}
