//! The course, for those who own it. The client router navigates inside.

mod account_menu;
mod certificate;
mod closed_lesson;
mod complete_toggle;
mod course;
mod dashboard;
mod help;
#[cfg(feature = "ssr")]
mod imagined;
mod keys;
mod lesson_files;
mod lesson_list;
mod lesson_page;
mod lesson_view;
mod not_found;
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

use crate::components::{PageTitle, Toasts, provide_toasts};
use certificate::CertificatePage;
use course::{Course, UNTITLED};
use dashboard::Dashboard;
#[cfg(feature = "ssr")]
pub use imagined::CourseImagined;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use lesson_page::LessonPage;
use not_found::NotFound;
use notes::NotesPage;
use questions::{AskPage, QuestionsPage, ThreadPage};
use search_page::SearchPage;
use shell::Shell;

/// The root of the zone.
#[component]
pub fn LearnRoot() -> impl IntoView {
    provide_meta_context();
    let toaster = provide_toasts();
    let course = Course::new();
    view! {
        <PageTitle text=UNTITLED />
        <Router>
            <Shell course>
                <Routes fallback=NotFound>
                    <Route path=path!("/learn") view=move || view! { <Dashboard course /> } ssr=SsrMode::Async />
                    <Route path=path!("/learn/search") view=SearchPage ssr=SsrMode::Async />
                    <Route path=path!("/learn/notes") view=NotesPage ssr=SsrMode::Async />
                    <Route path=path!("/learn/certificate") view=CertificatePage ssr=SsrMode::Async />
                    <Route path=path!("/learn/:lesson") view=move || view! { <LessonPage course /> } ssr=SsrMode::Async />
                    <Route path=path!("/learn/:lesson/questions") view=QuestionsPage ssr=SsrMode::Async />
                    <Route path=path!("/learn/:lesson/questions/ask") view=AskPage ssr=SsrMode::Async />
                    <Route path=path!("/learn/:lesson/questions/:question") view=ThreadPage ssr=SsrMode::Async />
                </Routes>
            </Shell>
        </Router>
        <Toasts toaster />
    }
}

/// Brings the zone to life.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    leptos::mount::hydrate_body(LearnRoot);
}
