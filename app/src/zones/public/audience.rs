use crate::api::dto::Audience;
use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// Whom the course is for, and whom not.
#[component]
pub fn AudienceSection(
    /// The words.
    audience: Audience,
) -> impl IntoView {
    view! {
        <section class="shell pb-16 md:pb-24" aria-label="Whom it is for">
            <div class="grid gap-5 md:grid-cols-2">
                <AudienceList title="It is for you if" lines=audience.fits glyph=Glyph::Check colour="text-positive" />
                <AudienceList title="It is not for you if" lines=audience.not_for glyph=Glyph::Cross colour="text-muted" />
            </div>
        </section>
    }
}

#[component]
fn AudienceList(title: &'static str, lines: Vec<String>, glyph: Glyph, colour: &'static str) -> impl IntoView {
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
