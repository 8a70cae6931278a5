use crate::api::ApiError;
use crate::components::{PageTitle, Problem};
use leptos::prelude::*;

/// An address of the zone that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageTitle text="Page not found" />
        <Problem error=ApiError::NotFound />
    }
}
