//! The creator's panel.

mod audit;
mod desk;
mod doctor;
mod exports;
pub mod imports;
pub mod landing;
mod landing_pictures;
mod lists;
mod machine;
mod numbers;
mod people;
mod preview;

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

/// Students of the demo, who ask and answer there.
pub const DEMO_STUDENTS: usize = 3;

/// Where the functions of the panel lie.
const PANEL: [&str; 3] = ["admin/", "curriculum/", "files/"];
/// Functions that are posted because what they are given is long; they write nothing.
const READERS: [&str; 2] = ["admin/typed_section", "curriculum/preview"];

/// Every function of the panel: its name, as in `admin/orders`, and whether it writes.
pub fn functions() -> Vec<(&'static str, bool)> {
    let name = |(path, method): (&'static str, http::Method)| Some((path.strip_prefix("/api/")?, method == http::Method::POST));
    let of_panel = |name: &str| PANEL.iter().any(|folder| name.starts_with(folder));
    let mut found: Vec<_> = server_fn_paths().filter_map(name).filter(|(name, _)| of_panel(name)).collect();
    found.sort_unstable();
    found
}

/// An order that was just paid, by its public id, and the browser that bought.
pub async fn paid_order(shop: &Shop, email: &str) -> (String, Browser) {
    let buyer = shop.browser();
    let started = shop.buy(&buyer, email).await;
    shop.reaches(&started.public_id, "paid").await;
    (started.public_id, buyer)
}

/// Gives an address access by hand, and says who it is.
pub async fn given(shop: &Shop, admin: &Browser, email: &str) -> String {
    admin.call("admin/add_person", &[("email", email), ("name", "Ada Lovelace"), ("reason", "a scholarship")]).await.ok();
    person(shop, email).await
}

/// Who has an address.
pub async fn person(shop: &Shop, email: &str) -> String {
    let found = server::repo::identity::by_email(shop.core.db.read(), email).await.unwrap();
    found.unwrap_or_else(|| panic!("nobody has {email}")).id.to_string()
}
