//! The creator's panel, and in it the desk.

mod chosen;
pub mod desk;
mod done;
#[cfg(feature = "ssr")]
mod panel;
mod places;
mod refused;
mod shell;

use crate::api::ApiError;
use crate::components::{PageTitle, Problem};
pub use desk::DeskRoot;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
pub use panel::AdminRoot;

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <PageTitle text="Page not found" />
        <Problem error=ApiError::NotFound />
    }
}
