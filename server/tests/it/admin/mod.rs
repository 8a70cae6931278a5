//! The creator's panel.

mod audit;

use crate::sign_in::sign_in;
use crate::support::{Browser, Shop};
use leptos::server_fn::axum::server_fn_paths;
use server::services::seed::DEMO_ADMIN;

/// A browser that is signed in as the demo's admin.
pub async fn admin(shop: &Shop) -> Browser {
    let admin = shop.browser();
    sign_in(shop, &admin, DEMO_ADMIN).await;
    admin
}

/// Every function of the panel: its name, as in `admin/orders`, and whether it writes.
pub fn functions() -> Vec<(&'static str, bool)> {
    let name = |(path, method): (&'static str, http::Method)| Some((path.strip_prefix("/api/")?, method == http::Method::POST));
    let mut found: Vec<_> = server_fn_paths().filter_map(name).filter(|(name, _)| name.starts_with("admin/")).collect();
    found.sort_unstable();
    found
}
