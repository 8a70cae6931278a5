//! The video of a lesson, and what is said over it. What is kept of watching is the scripts' matter.

#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

mod end_card;
mod switch;

pub use switch::GoOnSwitch;

use crate::api::dto::LessonView;
use crate::components::{NOT_LOADED, Silence, SilenceUnheard};
use domain::video::VimeoVideo;
use end_card::EndCard;
use leptos::prelude::*;

/// The video of a lesson. What stands over it is hidden until scripts find that it holds: `data-stage` names when.
#[component]
pub fn Player(
    /// The address of its player.
    address: String,
    /// The lesson.
    lesson: LessonView,
    /// The second at which the page's address asks it to begin.
    at_s: Option<u32>,
) -> impl IntoView {
    let LessonView { id, title, student, resume_s, next, .. } = lesson;
    let video = VimeoVideo::parse(&address).and_then(|video| video.number()).unwrap_or_default();
    // A player without our script reads the second from its own address.
    let address = at_s.map_or_else(|| address.clone(), |second| format!("{address}#t={second}s"));
    let frame = view! { <iframe src=address title=format!("Video: {title}") allow="autoplay; fullscreen; picture-in-picture"></iframe> }
        .attr("loading", "lazy");
    view! {
        <div
            class="player"
            data-watch=id.to_string()
            data-number=video.to_string()
            data-student=student.to_string()
            data-resume=resume_s.to_string()
            data-at=at_s.map(|second| second.to_string())
        >
            {frame}
            <EndCard next />
            <div class="contents" data-stage="silent" hidden><Silence title=NOT_LOADED /></div>
            <div class="contents" data-stage="stopped" hidden><Silence title="The video has stopped" /></div>
        </div>
        <p class="mt-2 text-sm text-muted" role="status" data-stage="unkept" hidden>
            "Your place in this video is not being kept just now. Reload the page to try again."
        </p>
        <SilenceUnheard />
    }
}
