use super::closed_lesson::ClosedLesson;
use super::course::{Course, UNTITLED};
use super::dashboard::Dashboard;
use super::lesson_view::LessonArticle;
use super::shell::Shell;
use crate::api::dto::{LessonView, OutlineView};
use crate::api::{ApiError, Result};
use crate::components::{PageTitle, loaded, provide_toasts};
use domain::lesson_access::Closed;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;

/// The dashboard of a course that was imagined, or one of its lessons. Nothing is loaded, and nothing goes on from it.
#[component]
pub fn CourseImagined(
    /// The course, or why it is shut.
    outline: Result<OutlineView>,
    /// A lesson by its slug, or why it is shut.
    lesson: Option<(String, Result<LessonView>)>,
) -> impl IntoView {
    provide_meta_context();
    provide_toasts();
    let course = Course::given(outline);
    let page = move || match lesson {
        None => view! { <Dashboard course /> }.into_any(),
        Some((slug, Err(ApiError::Closed(closed @ (Closed::OpensAt(_) | Closed::After(_)))))) => {
            view! { <ClosedLesson closed slug course /> }.into_any()
        }
        Some((_, answer)) => loaded(answer, |lesson| view! { <LessonArticle lesson course /> }),
    };
    view! {
        <PageTitle text=UNTITLED />
        <Router>
            <Shell course>{page()}</Shell>
        </Router>
    }
}
