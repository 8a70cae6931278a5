//! What is for sale.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{LandingView, LegalView, OfferView, PreviewView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::services;

/// The main offer as it is now: price, seats left, deadline.
#[server(endpoint = "catalog/current_offer", input = GetUrl)]
pub async fn current_offer() -> Result<OfferView> {
    services().catalog.current_offer().await
}

/// The sales page.
#[server(endpoint = "catalog/landing", input = GetUrl)]
pub async fn landing() -> Result<LandingView> {
    services().catalog.landing().await
}

/// A free preview lesson, by its slug.
#[server(endpoint = "catalog/preview", input = GetUrl)]
pub async fn preview(slug: String) -> Result<PreviewView> {
    services().catalog.preview(&slug).await
}

/// A legal page, by its slug.
#[server(endpoint = "catalog/legal", input = GetUrl)]
pub async fn legal(slug: String) -> Result<LegalView> {
    services().catalog.legal(&slug).await
}
