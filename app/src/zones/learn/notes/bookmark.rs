use super::super::course::Course;
use crate::api::notes::Bookmark;
use crate::components::{Glyph, Icon, Toaster};
use domain::ids::LessonId;
use leptos::prelude::*;

/// Marks a lesson to come back to, or takes the mark away: shown at once, taken back if the server refuses.
#[component]
pub fn BookmarkToggle(
    /// The lesson.
    lesson: LessonId,
    /// Whether it is marked.
    bookmarked: bool,
    /// The course, which shows it too.
    course: Course,
) -> impl IntoView {
    let action = ServerAction::<Bookmark>::new();
    let set = RwSignal::new(bookmarked);
    let toaster = use_context::<Toaster>();
    Effect::new(move |_| {
        if let Some(asked) = action.input().with(|input| input.as_ref().map(|input| input.set == 1)) {
            set.set(asked);
        }
    });
    Effect::new(move |_| match action.value().get() {
        Some(Ok(now)) => {
            set.set(now);
            course.changed();
        }
        Some(Err(_)) => {
            set.update(|set| *set = !*set);
            if let Some(toaster) = toaster {
                toaster.say("That could not be saved. Please try again.");
            }
        }
        None => {}
    });
    view! {
        <ActionForm action>
            <input type="hidden" name="lesson" value=lesson.to_string() />
            <input type="hidden" name="set" value=move || u8::from(!set.get()).to_string() />
            <button type="submit" class="btn btn-plain bookmark" aria-pressed=move || set.get().to_string()><Icon glyph=Glyph::Bookmark />"Bookmark"</button>
        </ActionForm>
    }
}
