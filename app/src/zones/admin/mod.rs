//! The creator's panel. The client router navigates inside.

mod access_page;
mod extend_sale;
mod lesson;
mod lessons_page;
mod money;
mod order_page;
mod orders_page;
mod overview;
mod pager;
mod places;
mod questions;
mod shell;
mod state_badge;

use crate::api::ApiError;
use crate::components::{PageTitle, Problem};
use access_page::AccessPage;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use lesson::LessonDeskPage;
use lessons_page::LessonsPage;
use order_page::OrderPage;
use orders_page::OrdersPage;
use overview::Overview;
use questions::{QuestionPage, QuestionsPage};
use shell::Shell;

/// The root of the zone.
#[component]
pub fn AdminRoot() -> impl IntoView {
    provide_meta_context();
    view! {
        <PageTitle text="Admin" />
        <Router>
            <Shell>
                <Routes fallback=NotFound>
                    <Route path=path!("/admin") view=Overview ssr=SsrMode::Async />
                    <Route path=path!("/admin/orders") view=OrdersPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/lessons") view=LessonsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/lessons/:lesson") view=LessonDeskPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/access") view=AccessPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/orders/:id") view=OrderPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/questions") view=QuestionsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/questions/:id") view=QuestionPage ssr=SsrMode::Async />
                </Routes>
            </Shell>
        </Router>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <PageTitle text="Page not found" />
        <Problem error=ApiError::NotFound />
    }
}

/// Brings the zone to life.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    leptos::mount::hydrate_body(AdminRoot);
}
