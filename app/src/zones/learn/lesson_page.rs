use super::closed_lesson::ClosedLesson;
use super::course::Course;
use super::lesson_view::LessonArticle;
use crate::api::{ApiError, learning};
use crate::components::{PageSkeleton, loaded};
use domain::lesson_access::Closed;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A lesson.
#[component]
pub fn LessonPage(
    /// The course.
    course: Course,
) -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("lesson").unwrap_or_default()));
    let lesson = Resource::new_blocking(move || slug.get(), learning::lesson);
    view! {
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move {
                match lesson.await {
                    Err(ApiError::Closed(closed @ (Closed::OpensAt(_) | Closed::After(_)))) => view! { <ClosedLesson closed slug=slug.get_untracked() course /> }.into_any(),
                    answer => loaded(answer, |lesson| view! { <LessonArticle lesson course /> }),
                }
            })}
        </Transition>
    }
}
