use crate::api::notes::Bookmark;
use crate::components::{Glyph, Icon};
use domain::ids::LessonId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Marks a lesson to come back to, or takes the mark away.
#[component]
pub fn BookmarkToggle(
    /// The lesson.
    lesson: LessonId,
    /// Whether it is marked.
    bookmarked: bool,
) -> impl IntoView {
    view! {
        <form method="post" action=Bookmark::url() data-toggle="">
            <input type="hidden" name="lesson" value=lesson.to_string() />
            <input type="hidden" name="set" value=u8::from(!bookmarked).to_string() />
            <button type="submit" class="btn btn-plain bookmark" aria-pressed=bookmarked.to_string()><Icon glyph=Glyph::Bookmark />"Bookmark"</button>
        </form>
    }
}
