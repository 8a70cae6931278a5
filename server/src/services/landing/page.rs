//! The page as somebody sees it.

use super::found;
use crate::core::Core;
use crate::error::Result;
use crate::repo::content::LessonHead;
use crate::repo::{catalog, content, landing};
use crate::services::prices;
use app::api::ApiError;
use app::api::dto::{CurriculumLesson, CurriculumModule, LandingView, OfferView};
use domain::landing::LandingContent;
use entity::module;
use sea_orm::ConnectionTrait;

/// The content of the page that visitors see.
pub async fn published(db: &impl ConnectionTrait) -> Result<Option<LandingContent>> {
    landing::published(db).await?.map(|version| landing::content(version.content)).transpose()
}

/// The page that visitors see.
pub async fn view(core: &Core) -> Result<LandingView> {
    let content = published(core.db.read()).await?.ok_or(ApiError::NotFound)?;
    let mut view = laid_out(core, &content).await?;
    view.head = Some(found::head(core, &view, &content)?);
    Ok(view)
}

/// The page as the draft, or a version, has it.
pub async fn preview(core: &Core, version: Option<u32>) -> Result<LandingView> {
    let db = core.db.read();
    let row = match version {
        None => landing::draft(db).await?.map(|draft| draft.content),
        Some(number) => landing::version(db, i32::try_from(number).unwrap_or(i32::MAX)).await?.map(|version| version.content),
    };
    laid_out(core, &landing::content(row.ok_or(ApiError::NotFound)?)?).await
}

/// The page around some content: with the course and the offer as they are now, and without what is hidden.
async fn laid_out(core: &Core, content: &LandingContent) -> Result<LandingView> {
    let db = core.db.read();
    let course = content::course(db).await?.ok_or(ApiError::NotFound)?;
    let modules = content::modules(db).await?;
    let lessons = content::lesson_heads(db, core.now()).await?;
    Ok(LandingView {
        course_title: course.title,
        course_subtitle: course.subtitle,
        content: content.shown(),
        curriculum: modules.into_iter().map(|module| curriculum_module(module, &lessons)).collect(),
        offer: offer(core).await?,
        head: None,
    })
}

/// The offer of the course as it is now.
pub async fn offer(core: &Core) -> Result<OfferView> {
    let found = catalog::main_offer(core.db.read()).await?.ok_or(ApiError::NotFound)?;
    prices::offer_view(core, &found).await
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
