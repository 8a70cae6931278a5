use super::Course;
use super::notes::notes_beside;
use super::questions::latest;
use crate::api::dto::LessonItem;
use crate::api::{ApiError, notes, questions};
use crate::components::{PageTitle, loaded};
use leptos::prelude::*;

/// So many questions are shown below a lesson.
const QUESTIONS: u32 = 5;

/// What stands below a lesson and is not there at once: the student's notes and the latest questions. Scripts put them there.
#[component]
pub fn BesidePage(
    /// The lesson's slug.
    #[prop(into)]
    slug: String,
    /// The course.
    course: Course,
) -> impl IntoView {
    Suspend::new(async move {
        let of_slug = |lesson: &&LessonItem| lesson.slug == slug;
        let found = course.map(|outline| outline.modules.iter().flat_map(|module| &module.lessons).find(of_slug).cloned());
        loaded(found.and_then(|lesson| lesson.ok_or(ApiError::NotFound)), |lesson| view! { <Beside lesson /> })
    })
}

#[component]
fn Beside(lesson: LessonItem) -> impl IntoView {
    let slug = lesson.slug.clone();
    let (id, of) = (lesson.id.to_string(), slug.clone());
    let own = Suspend::new(async move { notes::of_lesson(id).await.ok().map(|found| inlet("notes", notes_beside(found, &of))) });
    let asked = Suspend::new(async move {
        let list = questions::list(slug, String::new(), String::new(), 1, QUESTIONS).await;
        list.ok().map(|list| inlet("questions", latest(list)))
    });
    view! {
        <PageTitle text=lesson.title.clone() />
        <div class="shell shell-text py-8">
            <h1>{lesson.title}</h1>
            <h2 class="mt-8">"My notes"</h2>
            {own}
            <h2 class="mt-8">"Questions"</h2>
            {asked}
        </div>
    }
}

/// What could not be read is left out.
fn inlet(name: &'static str, content: impl IntoView) -> impl IntoView {
    view! { <div class="grid gap-5" data-inlet=name>{content}</div> }
}
