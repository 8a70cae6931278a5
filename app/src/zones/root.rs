use super::{
    Page, Zone,
    admin::{AdminRoot, DeskRoot},
    auth::AuthRoot,
    checkout::CheckoutRoot,
    learn::LearnRoot,
    public::PublicRoot,
};
use leptos::prelude::*;

/// Everything in `<body>`: the root of the page's zone. Only the server needs all of them in one place.
#[component]
pub fn Root(
    /// The page.
    page: Page,
) -> impl IntoView {
    match page.zone() {
        _ if page == Page::Desk => view! { <DeskRoot /> }.into_any(),
        Zone::Public => view! { <PublicRoot page /> }.into_any(),
        Zone::Checkout => view! { <CheckoutRoot page /> }.into_any(),
        Zone::Auth => view! { <AuthRoot page /> }.into_any(),
        Zone::Learn => view! { <LearnRoot /> }.into_any(),
        Zone::Admin => view! { <AdminRoot /> }.into_any(),
    }
}
