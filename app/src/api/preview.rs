//! The form of the preview.

use super::Result;
use super::dto::PreviewChoices;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{require_admin, services};

/// What a preview can imagine: offers beside the course, and prices.
#[server(endpoint = "admin/preview_choices", input = GetUrl)]
pub async fn choices() -> Result<PreviewChoices> {
    let admin = require_admin()?;
    services().preview.choices(&admin).await
}
