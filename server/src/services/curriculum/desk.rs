//! What a creator sees: the list of all lessons, and one of them.

use super::words::Latest;
use super::{count, publication, publication_of};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{attachments, curriculum, lesson_images, rows};
use crate::security::html::from_markdown;
use app::api::ApiError;
use app::api::dto::{AdminFile, LessonChoice, LessonDesk, LessonRow, LessonSettings, ModuleRows, Picture, Reach};
use domain::file_kind::FileKind;
use domain::ids::{AttachmentId, ImageId, LessonId, ModuleId};
use domain::publication::Visibility;
use entity::{attachment, lesson, lesson_image};
use uuid::Uuid;

/// All lessons by module.
pub async fn list(core: &Core) -> Result<Vec<ModuleRows>> {
    let db = core.db.read();
    let (modules, lessons) = (curriculum::modules(db).await?, curriculum::lessons(db).await?);
    let row = |row: &curriculum::LessonRow| LessonRow {
        id: LessonId(row.id),
        slug: row.slug.clone(),
        title: row.title.clone(),
        publication: publication(&row.state, row.published_at, row.created_at, row.archived_at, core.now()),
        unshown: row.unshown,
        files: u32::try_from(row.files).unwrap_or_default(),
    };
    let of = |module: Uuid| lessons.iter().filter(|lesson| lesson.module_id == module).map(row).collect();
    let module = |module: entity::module::Model| ModuleRows {
        id: ModuleId(module.id),
        lessons: of(module.id),
        title: module.title,
        summary: module.summary,
    };
    Ok(modules.into_iter().map(module).collect())
}

/// A lesson.
pub async fn lesson(core: &Core, slug: &str) -> Result<LessonDesk> {
    let db = core.db.read();
    let (lesson, module) = curriculum::lesson(db, slug).await?.ok_or(ApiError::NotFound)?;
    let latest = Latest::of(db, lesson).await?;
    let lesson = &latest.lesson;
    let reach = curriculum::reach(db, lesson.id, core.now()).await?;
    Ok(LessonDesk {
        id: LessonId(lesson.id),
        module_title: module.title,
        publication: publication_of(lesson, core.now()),
        html: from_markdown(&latest.words().source),
        words: latest.words(),
        version: latest.number(),
        edited: latest.edited(db).await?,
        unshown: latest.is_unshown(),
        settings: settings(core, lesson).await?,
        earlier: earlier(core, lesson.id).await?,
        reach: Reach { students: count(reach.students), opened: count(reach.opened), completed: count(reach.completed) },
        removable: lesson.state == "draft" && !curriculum::is_in_use(db, lesson.id).await?,
        pictures: lesson_images::of_lesson(db, lesson.id).await?.into_iter().map(picture).collect(),
        files: attachments::of_lesson(db, lesson.id).await?.into_iter().map(file).collect::<Result<_>>()?,
        upload_limit: core.settings.limits.upload,
        slug: lesson.slug.clone(),
        title: lesson.title.clone(),
    })
}

async fn settings(core: &Core, lesson: &lesson::Model) -> Result<LessonSettings> {
    let rule = curriculum::rule(core.db.read(), lesson.id).await?;
    let visibility = Visibility::from_name(&lesson.visibility);
    Ok(LessonSettings {
        version: rows::count(lesson.settings_version),
        slug: lesson.slug.clone(),
        video: lesson.vimeo_id.clone().unwrap_or_default(),
        minutes: (rows::count(lesson.duration_s) + 30) / 60,
        visibility: visibility.ok_or_else(|| Fault::stored(format!("visibility {}", lesson.visibility)))?,
        opens_after_days: rule.as_ref().and_then(|rule| rule.opens_after_days).map(rows::count),
        opens_at: rule.as_ref().and_then(|rule| rule.opens_at),
        after: rule.and_then(|rule| rule.after_lesson_id).map(LessonId),
    })
}

/// The lessons before one, but those that were put away.
async fn earlier(core: &Core, lesson: Uuid) -> Result<Vec<LessonChoice>> {
    let lessons = curriculum::lessons(core.db.read()).await?;
    let before = lessons.into_iter().take_while(|row| row.id != lesson).filter(|row| row.archived_at.is_none());
    Ok(before.map(|row| LessonChoice { id: LessonId(row.id), title: row.title }).collect())
}

fn picture(row: lesson_image::Model) -> Picture {
    Picture { id: ImageId(row.id), file_name: row.file_name, size: count(row.size) }
}

fn file(row: attachment::Model) -> Result<AdminFile> {
    Ok(AdminFile {
        id: AttachmentId(row.id),
        kind: FileKind::from_name(&row.kind).ok_or_else(|| Fault::stored(format!("kind of file {}", row.kind)))?,
        size: u64::try_from(row.size).unwrap_or_default(),
        title: row.title,
        file_name: row.file_name,
        version: u32::try_from(row.version).unwrap_or_default(),
        changed_at: row.replaced_at.unwrap_or(row.created_at),
    })
}
