use super::{footer::SiteFooter, header::SiteHeader};
use crate::api::dto::LegalView;
use crate::api::{Result, catalog};
use crate::components::{RichText, loaded};
use crate::request;
use leptos::prelude::*;

/// Terms, privacy, refund policy, withdrawal form.
#[component]
pub fn Legal() -> impl IntoView {
    let slug = request::last_segment();
    Suspend::new(async move {
        let legal: Result<LegalView> = catalog::legal(slug).await;
        let title = catalog::current_offer().await.map(|offer| offer.title).unwrap_or_default();
        view! {
            <SiteHeader title />
            <main id="main" tabindex="-1">{loaded(legal, text)}</main>
            <SiteFooter />
        }
    })
}

fn text(legal: LegalView) -> impl IntoView {
    view! {
        <article class="shell shell-text py-12 md:py-16">
            <h1 class="mb-8">{legal.title}</h1>
            <RichText html=legal.html />
        </article>
    }
}
