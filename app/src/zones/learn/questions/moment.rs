#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::components::{Glyph, Icon, text};
use crate::paths;
use leptos::prelude::*;

/// On which page something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Below its lesson, whose video is on the same page.
    Lesson,
    /// On a page of its own.
    Elsewhere,
}

/// The moment of a video that something is about. On the lesson's page scripts move the video there; elsewhere it leads to the lesson.
#[component]
pub fn Moment(
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
    /// The second.
    at_s: u32,
    /// On which page it stands.
    on: Where,
) -> impl IntoView {
    let words = format!("at {}", text::clock(at_s));
    match on {
        Where::Lesson => view! {
            <button type="button" class="moment" title="Go there in the video" data-show-at=at_s.to_string()><Icon glyph=Glyph::Play />{words}</button>
        }
        .into_any(),
        Where::Elsewhere => {
            view! { <a class="moment" title="Go there in the video" href=paths::lesson_at(&lesson, at_s).to_string()><Icon glyph=Glyph::Play />{words}</a> }.into_any()
        }
    }
}
