use crate::api::learning::{MarkComplete, UndoComplete};
use crate::components::{Glyph, Icon};
use domain::ids::LessonId;
use domain::playback::COMPLETE_PERCENT;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

const OPEN: &str = "btn btn-primary";
const DONE: &str = "btn btn-done";

/// The button that ticks a lesson off, or takes the tick back. It has both looks, so that scripts can show the other at once.
#[component]
pub fn TickToggle(
    /// The lesson.
    lesson: LessonId,
    /// Whether it is ticked off.
    completed: bool,
) -> impl IntoView {
    let (address, look, other) = if completed { (UndoComplete::url(), DONE, OPEN) } else { (MarkComplete::url(), OPEN, DONE) };
    view! {
        <form method="post" action=address data-toggle="" data-tick="">
            <input type="hidden" name="lesson" value=lesson.to_string() />
            <button type="submit" class=look data-other-look=other>
                <span class="contents" data-when="" hidden=completed><Icon glyph=Glyph::Check />"Mark as complete"</span>
                <span class="contents" data-when="" data-ticked=lesson.to_string() hidden=!completed>
                    <Icon glyph=Glyph::CircleCheck />"Completed"<span class="text-sm font-normal">"· Undo"</span>
                </span>
            </button>
        </form>
    }
}

/// When a lesson is complete, in a sentence.
#[component]
pub fn TickRule(
    /// Whether the lesson has a video.
    has_video: bool,
) -> impl IntoView {
    let rule = if has_video {
        format!("A lesson is complete when you mark it, or once you have watched {COMPLETE_PERCENT}\u{a0}% of its video.")
    } else {
        "A lesson is complete when you mark it.".to_owned()
    };
    view! { <p class="mt-3 mb-10 text-sm text-muted">{rule}</p> }
}
