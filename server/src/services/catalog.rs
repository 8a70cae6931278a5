//! What is for sale, and the pages that anybody may read.

use super::prices;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{catalog, content};
use app::api::dto::{CurriculumLesson, CurriculumModule, LandingContent, LandingView, LegalView, OfferView, PreviewView};
use app::api::ports::Catalog;
use app::api::{self, ApiError};
use async_trait::async_trait;
use content::LessonHead;
use domain::video::VimeoVideo;
use entity::module;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The catalogue over the database.
pub struct CatalogService(pub Arc<Core>);

#[async_trait]
impl Catalog for CatalogService {
    async fn current_offer(&self) -> api::Result<OfferView> {
        Ok(self.offer().await?)
    }

    async fn landing(&self) -> api::Result<LandingView> {
        Ok(self.landing_view().await?)
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
    async fn offer(&self) -> Result<OfferView> {
        let found = catalog::main_offer(self.0.db.read()).await?.ok_or(ApiError::NotFound)?;
        prices::offer_view(&self.0, &found).await
    }

    async fn landing_view(&self) -> Result<LandingView> {
        let db = self.0.db.read();
        let course = content::course(db).await?.ok_or(ApiError::NotFound)?;
        let words: LandingContent = self.text("landing").await?;
        let modules = content::modules(db).await?;
        let lessons = content::lesson_heads(db, self.0.now()).await?;
        Ok(LandingView {
            course_title: course.title,
            course_subtitle: course.subtitle,
            content: words,
            curriculum: modules.into_iter().map(|module| curriculum_module(module, &lessons)).collect(),
            offer: self.offer().await?,
        })
    }

    async fn text<T: DeserializeOwned>(&self, key: &str) -> Result<T> {
        let body = content::site_text(self.0.db.read(), key).await?.ok_or(ApiError::NotFound)?;
        serde_json::from_value(body).map_err(|error| Fault::stored(format!("site text {key}: {error}")))
    }
}

fn curriculum_module(module: module::Model, lessons: &[LessonHead]) -> CurriculumModule {
    let (hidden, shown): (Vec<_>, Vec<_>) =
        lessons.iter().filter(|lesson| lesson.module_id == module.id).partition(|lesson| lesson.visibility == "hidden");
    let lesson = |head: &LessonHead| CurriculumLesson {
        title: head.title.clone(),
        duration_s: u32::try_from(head.duration_s).unwrap_or_default(),
        preview: (head.visibility == "preview").then(|| head.slug.clone()),
    };
    CurriculumModule {
        title: module.title,
        summary: module.summary,
        lessons: shown.into_iter().map(lesson).collect(),
        hidden_lessons: u32::try_from(hidden.len()).unwrap_or_default(),
    }
}
