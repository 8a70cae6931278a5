//! The sales page and what belongs to it. Rendered once and cached for everybody, so nothing personal is in the HTML.

mod audience;
mod certificate;
mod checkout_link;
mod closing;
mod contents;
mod curriculum;
mod faq;
mod fault;
mod footer;
mod guarantee;
mod header;
mod hero;
mod instructor;
mod landing;
mod legal;
mod live_offer;
mod not_found;
mod offer_words;
mod outcomes;
mod own_text;
mod preview;
mod price_card;
mod testimonials;
mod waitlist;

use super::Page;
use crate::forms::provide_plain_form_error;
use certificate::CertificatePage;
use checkout_link::provide_checkout_link;
use fault::Fault;
#[cfg(feature = "ssr")]
pub use landing::LandingPage;
use landing::{Landing, LandingPreview};
use legal::Legal;
use leptos::prelude::*;
use not_found::NotFound;
use preview::Preview;
use waitlist::WaitlistPage;

/// The root of the zone.
#[component]
pub fn PublicRoot(
    /// The page.
    page: Page,
) -> impl IntoView {
    provide_plain_form_error();
    provide_checkout_link();
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

/// Brings a page of this zone to life.
#[cfg(feature = "hydrate")]
pub fn hydrate(page: Page) {
    leptos::mount::hydrate_body(move || view! { <PublicRoot page /> });
}
