//! Stub.
use super::Page;
use leptos::prelude::*;
/// Root.
#[component]
pub fn AuthRoot(/// The page.
 page: Page) -> impl IntoView { page.name() }
/// Brings a page of this zone to life.
#[cfg(feature = "hydrate")]
pub fn hydrate(page: Page) { leptos::mount::hydrate_body(move || view! { <AuthRoot page /> }); }
