//! The course, for those who own it. The server alone draws it; what scripts do there is in `enhance`.

mod account_menu;
mod beside;
mod certificate;
mod closed_lesson;
mod dashboard;
mod imagined;
mod lesson;
mod lesson_list;
mod notes;
mod own_things;
mod player;
mod questions;
mod search_form;
mod search_page;
mod search_results;
mod shell;
mod way_on;
mod whats_new;

use crate::api::dto::OutlineView;
use crate::api::{ApiError, Result, learning};
use crate::components::{PageTitle, Problem, Toasts};
use crate::forms::provide_plain_form_error;
use crate::request;
use beside::BesidePage;
use certificate::CertificatePage;
use dashboard::Dashboard;
pub use imagined::CourseImagined;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use lesson::LessonPage;
use notes::NotesPage;
use questions::{AskPage, QuestionsPage, ThreadPage};
use search_page::SearchPage;
use shell::Shell;
use std::sync::Arc;

/// What the course is called where it has no title yet, or is not known.
const UNTITLED: &str = "Your course";

const SEARCH: &str = "search";
const NOTES: &str = "notes";
const CERTIFICATE: &str = "certificate";

/// The addresses below the course that are no lessons.
pub const OWN_PAGES: [&str; 3] = [SEARCH, NOTES, CERTIFICATE];

/// The course with this student's progress, as this request has read it.
type Course = Result<Arc<OutlineView>>;

/// The root of the zone.
#[component]
pub fn LearnRoot() -> impl IntoView {
    provide_meta_context();
    provide_plain_form_error();
    Suspend::new(async move {
        let course = learning::course().await;
        view! {
            <PageTitle text=UNTITLED />
            <Shell course=course.clone()>{at(&request::path(), course)}</Shell>
            <Toasts />
        }
    })
}

/// The page at an address.
fn at(path: &str, course: Course) -> AnyView {
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).skip(1).map(str::to_owned).collect();
    let parts: Vec<_> = parts.iter().map(String::as_str).collect();
    match parts[..] {
        [] => view! { <Dashboard course /> }.into_any(),
        [SEARCH] => view! { <SearchPage /> }.into_any(),
        [NOTES] => view! { <NotesPage /> }.into_any(),
        [CERTIFICATE] => view! { <CertificatePage /> }.into_any(),
        [lesson] => view! { <LessonPage slug=lesson course /> }.into_any(),
        [lesson, "beside"] => view! { <BesidePage slug=lesson course /> }.into_any(),
        [lesson, "questions"] => view! { <QuestionsPage lesson /> }.into_any(),
        [lesson, "questions", "ask"] => view! { <AskPage lesson /> }.into_any(),
        [lesson, "questions", question] => view! { <ThreadPage lesson question /> }.into_any(),
        _ => view! { <PageTitle text="Page not found" /><Problem error=ApiError::NotFound /> }.into_any(),
    }
}
