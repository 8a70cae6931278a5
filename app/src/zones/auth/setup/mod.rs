//! The first run.

mod checks;
mod code_form;
mod course_fields;
mod desk;

use crate::api::dto::SetupView;
use crate::api::setup;
use crate::components::loaded;
use code_form::CodeForm;
use desk::Desk;
use leptos::prelude::*;

/// Asks for the code of the server's log; then for what the place begins with.
#[component]
pub fn SetupPage() -> impl IntoView {
    Suspend::new(async move {
        loaded(setup::view().await, |view| match view {
            SetupView::Locked => view! { <CodeForm /> }.into_any(),
            SetupView::Open(desk) => view! { <Desk desk /> }.into_any(),
        })
    })
}
