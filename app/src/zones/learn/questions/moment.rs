#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::super::player::Watch;
use crate::components::{Glyph, Icon, text};
use crate::paths;
use leptos::prelude::*;

/// The moment of a video that a question is about. On the lesson's page it moves the video there; elsewhere it leads to the lesson.
#[component]
pub fn Moment(
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
    /// The second.
    at_s: u32,
    /// The video, where it is on the page.
    watch: Option<Watch>,
) -> impl IntoView {
    let words = format!("at {}", text::clock(at_s));
    match watch {
        Some(watch) => view! {
            <button type="button" class="moment" title="Go there in the video" on:click=move |_| watch.show_at(at_s)><Icon glyph=Glyph::Play />{words}</button>
        }
        .into_any(),
        None => {
            view! { <a class="moment" title="Go there in the video" href=paths::lesson_at(&lesson, at_s).to_string()><Icon glyph=Glyph::Play />{words}</a> }.into_any()
        }
    }
}
