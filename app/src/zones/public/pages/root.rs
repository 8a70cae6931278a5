use super::{
    certificate::CertificatePage,
    fault::Fault,
    landing::{Landing, LandingPreview},
    legal::Legal,
    not_found::NotFound,
    preview::Preview,
    waitlist::WaitlistPage,
};
use crate::forms::provide_plain_form_error;
use crate::zones::Page;
use leptos::prelude::*;

/// The root of the zone.
#[component]
pub fn PublicRoot(
    /// The page.
    page: Page,
) -> impl IntoView {
    provide_plain_form_error();
    match page {
        Page::Landing => view! { <Landing /> }.into_any(),
        Page::LandingPreview => view! { <LandingPreview /> }.into_any(),
        Page::Preview => view! { <Preview /> }.into_any(),
        Page::Legal => view! { <Legal /> }.into_any(),
        Page::Waitlist => view! { <WaitlistPage /> }.into_any(),
        Page::Certificate => view! { <CertificatePage /> }.into_any(),
        Page::Fault => view! { <Fault /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
