use super::dashboard::Dashboard;
use super::lesson::given;
use super::shell::Shell;
use super::{Course, UNTITLED};
use crate::api::Result;
use crate::api::dto::{LessonView, OutlineView};
use crate::components::PageTitle;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use std::sync::Arc;

/// The dashboard of a course that was imagined, or one of its lessons. Nothing is loaded, and nothing goes on from it.
#[component]
pub fn CourseImagined(
    /// The course, or why it is shut.
    outline: Result<OutlineView>,
    /// A lesson by its slug, or why it is shut.
    lesson: Option<(String, Result<LessonView>)>,
) -> impl IntoView {
    provide_meta_context();
    let course: Course = outline.map(Arc::new);
    let page = match lesson {
        None => view! { <Dashboard course=course.clone() /> }.into_any(),
        Some((slug, answer)) => given(&slug, answer, &course),
    };
    view! {
        <PageTitle text=UNTITLED />
        <Shell course>{page}</Shell>
    }
}
