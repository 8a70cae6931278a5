//! What is for sale, and the pages that anybody may read.

use super::landing;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::content;
use app::api::dto::{LandingView, LegalView, OfferView, PreviewView};
use app::api::ports::Catalog;
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::video::VimeoVideo;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The catalogue over the database.
pub struct CatalogService(pub Arc<Core>);

#[async_trait]
impl Catalog for CatalogService {
    async fn current_offer(&self) -> api::Result<OfferView> {
        Ok(landing::offer(&self.0).await?)
    }

    async fn landing(&self) -> api::Result<LandingView> {
        Ok(landing::view(&self.0).await?)
    }

    async fn preview(&self, slug: &str) -> api::Result<PreviewView> {
        let found = content::preview(self.0.db.read(), slug, self.0.now()).await.map_err(ApiError::from)?;
        let lesson = found.ok_or(ApiError::NotFound)?;
        let video = lesson.vimeo_id.as_deref().and_then(VimeoVideo::parse);
        Ok(PreviewView { title: lesson.title, summary: lesson.summary, player: video.map(|video| video.player()), html: lesson.html })
    }

    async fn legal(&self, slug: &str) -> api::Result<LegalView> {
        Ok(self.text(&format!("legal/{slug}")).await?)
    }
}

impl CatalogService {
    async fn text<T: DeserializeOwned>(&self, key: &str) -> Result<T> {
        let body = content::site_text(self.0.db.read(), key).await?.ok_or(ApiError::NotFound)?;
        serde_json::from_value(body).map_err(|error| Fault::stored(format!("site text {key}: {error}")))
    }
}
