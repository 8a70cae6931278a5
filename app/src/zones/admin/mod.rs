//! Stub.
use leptos::prelude::*;
/// Root.
#[component]
pub fn AdminRoot() -> impl IntoView { "admin" }
/// Brings a page of this zone to life.
#[cfg(feature = "hydrate")]
pub fn hydrate() { leptos::mount::hydrate_body(AdminRoot); }
