use super::player::send_what_waits;
use crate::api::dto::OutlineView;
use crate::api::{Result, learning};
use crate::interop;
use leptos::prelude::*;

/// Where this browser keeps whether lessons follow by themselves.
const GOES_ON: &str = "lectern.goes_on";

/// What the course is called where it has no title yet, or is not known.
pub const UNTITLED: &str = "Your course";

/// The course with this student's progress, loaded once for the whole zone.
#[derive(Clone, Copy)]
pub struct Course {
    /// Modules, lessons, progress.
    pub outline: Resource<Result<OutlineView>>,
    changes: RwSignal<u32>,
    goes_on: RwSignal<bool>,
    to_play: StoredValue<bool>,
}

impl Course {
    /// Begins to load.
    pub fn new() -> Self {
        let changes = RwSignal::new(0);
        let goes_on = RwSignal::new(true);
        Effect::new(move |_| goes_on.set(interop::stored(GOES_ON).as_deref() != Some("no")));
        let course = Self {
            outline: Resource::new_blocking(move || changes.get(), |_| learning::outline()),
            changes,
            goes_on,
            to_play: StoredValue::new(false),
        };
        send_what_waits(course);
        course
    }

    /// A course that is known, and stays as it is.
    #[cfg(feature = "ssr")]
    pub fn given(outline: Result<OutlineView>) -> Self {
        Self {
            outline: Resource::new_blocking(|| (), move |()| std::future::ready(outline.clone())),
            changes: RwSignal::new(0),
            goes_on: RwSignal::new(true),
            to_play: StoredValue::new(false),
        }
    }

    /// Something was ticked, watched or looked at: loads again.
    pub fn changed(self) {
        self.changes.update(|count| *count += 1);
    }

    /// Something changes once the page that is open now is left: looking at it has.
    pub fn changes_when_left(self) {
        Effect::new(move |_| on_cleanup(move || self.changed()));
    }

    /// Whether the next lesson follows by itself when a video is over.
    pub fn goes_on(self) -> bool {
        self.goes_on.get()
    }

    /// Whether it is to, from now on.
    pub fn set_goes_on(self, goes_on: bool) {
        self.goes_on.set(goes_on);
        interop::store(GOES_ON, Some(if goes_on { "yes" } else { "no" }));
    }

    /// The video of the lesson that is opened next is to play by itself.
    pub fn expect_playing(self) {
        self.to_play.set_value(true);
    }

    /// Whether a video that has just come is to play by itself. Asked once.
    pub fn is_to_play(self) -> bool {
        self.to_play.try_update_value(std::mem::take).unwrap_or_default()
    }
}
