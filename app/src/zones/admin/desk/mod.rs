//! The desk, where lessons and the sales page are written. It is hydrated, and the client router navigates inside.

mod curriculum;
mod landing;
mod lesson;

use super::NotFound;
use super::shell::Shell;
use crate::components::PageTitle;
use curriculum::LessonsPage;
use landing::{LandingDeskPage, SectionPage, VersionsPage};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use lesson::{HistoryPage, LessonDeskPage, RevisionPage};

/// The root of the desk.
#[component]
pub fn DeskRoot() -> impl IntoView {
    provide_meta_context();
    view! {
        <PageTitle text="Admin" />
        <Router>
            <Shell desk=true>
                <Routes fallback=NotFound>
                    <Route path=path!("/admin/lessons") view=LessonsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/lessons/:lesson") view=LessonDeskPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/lessons/:lesson/history") view=HistoryPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/lessons/:lesson/history/:revision") view=RevisionPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/landing") view=LandingDeskPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/landing/versions") view=VersionsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/landing/sections/:section") view=SectionPage ssr=SsrMode::Async />
                </Routes>
            </Shell>
        </Router>
    }
}

/// Brings the desk to life.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    crate::interop::load_redirects();
    leptos::mount::hydrate_body(DeskRoot);
}
