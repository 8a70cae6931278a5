//! The page as somebody sees it.

use super::{change, found};
use crate::core::{Core, Reading};
use crate::error::Result;
use crate::repo::catalog::{self, OfferWithTiers};
use crate::repo::content::LessonHead;
use crate::repo::{content, landing};
use crate::services::prices;
use app::api::ApiError;
use app::api::dto::{CurriculumLesson, CurriculumModule, LandingView, OfferView};
use domain::landing::{Deed, LandingContent, Words};
use entity::module;
use sea_orm::ConnectionTrait;

/// The content of the page that visitors see.
pub async fn published(db: &impl ConnectionTrait) -> Result<Option<LandingContent>> {
    landing::published(db).await?.map(|version| landing::content(version.content)).transpose()
}

/// The page that visitors see.
pub async fn view(core: &Core) -> Result<LandingView> {
    let reading = core.reading();
    let content = published(reading.db()).await?.ok_or(ApiError::NotFound)?;
    let mut view = laid_out(&reading, &content, &main_offer(&reading).await?).await?;
    view.head = Some(found::head(core, &view, &content)?);
    Ok(view)
}

/// The same with another offer, and nothing that is for those who do not look at it.
pub async fn with_offer(reading: &Reading, offer: &OfferWithTiers) -> Result<LandingView> {
    let content = published(reading.db()).await?.ok_or(ApiError::NotFound)?;
    laid_out(reading, &content, offer).await
}

/// The page as the draft, or a version, has it.
pub async fn preview(core: &Core, version: Option<u32>) -> Result<LandingView> {
    let reading = core.reading();
    let db = reading.db();
    let row = match version {
        None => landing::draft(db).await?.map(|draft| draft.content),
        Some(number) => landing::version(db, i32::try_from(number).unwrap_or(i32::MAX)).await?.map(|version| version.content),
    };
    let content = landing::content(row.ok_or(ApiError::NotFound)?)?;
    laid_out(&reading, &content, &main_offer(&reading).await?).await
}

/// The page as the draft would have it with what is typed into a section.
pub async fn typed(core: &Core, section: &str, words: &Words, items: &[Words]) -> Result<LandingView> {
    let reading = core.reading();
    let row = landing::draft(reading.db()).await?.ok_or(ApiError::NotFound)?;
    let mut content = landing::content(row.content)?;
    let written = content.section(section).ok_or(ApiError::NotFound)?;
    let typed = change::with_html(written.rewritten(words, items, Deed::Save));
    change::checked(&typed)?;
    content.put(typed);
    laid_out(&reading, &content, &main_offer(&reading).await?).await
}

/// The page around some content: with the course as it is now, an offer, and without what is hidden.
async fn laid_out(reading: &Reading, content: &LandingContent, found: &OfferWithTiers) -> Result<LandingView> {
    let db = reading.db();
    let course = content::course(db).await?.ok_or(ApiError::NotFound)?;
    let modules = content::modules(db).await?;
    let lessons = content::lesson_heads(db, reading.now).await?;
    Ok(LandingView {
        course_title: course.title,
        course_subtitle: course.subtitle,
        content: content.shown(),
        curriculum: modules.into_iter().map(|module| curriculum_module(module, &lessons)).collect(),
        offer: OfferView { now: None, ..prices::offer_view(reading, found).await? },
        head: None,
    })
}

/// The offer of the course as it is now.
pub async fn offer(core: &Core) -> Result<OfferView> {
    let reading = core.reading();
    prices::offer_view(&reading, &main_offer(&reading).await?).await
}

async fn main_offer(reading: &Reading) -> Result<OfferWithTiers> {
    Ok(catalog::main_offer(reading.db()).await?.ok_or(ApiError::NotFound)?)
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
