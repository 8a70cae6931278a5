use super::footer::SiteFooter;
use crate::api::ApiError;
use crate::components::{BareHeader, Problem};
use leptos::prelude::*;

/// An address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <BareHeader title="Course page" />
        <main id="main" tabindex="-1"><Problem error=ApiError::NotFound /></main>
        <SiteFooter />
    }
}
