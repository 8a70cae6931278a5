//! Whether students see a lesson.

use super::{lesson_subject, log, publication_of};
use crate::core::Core;
use crate::error::Result;
use crate::repo::lesson_changes::{self, Standing};
use crate::repo::{attachments, curriculum, lesson_images};
use crate::services::audit::NOTHING;
use app::api::ApiError;
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::Publish;
use chrono::{DateTime, Utc};
use domain::ids::{LessonId, UserId};
use domain::publication;
use entity::lesson;
use serde_json::{Value, json};

/// Shows a lesson to students or takes it away from them. Gives its slug.
pub async fn publish(core: &Core, admin: UserId, id: LessonId, publish: Publish) -> Result<String> {
    let now = core.now();
    if matches!(publish, Publish::At(at) if at <= now) {
        return Err(ApiError::invalid(Field::From, Problem::Past).into());
    }
    let transaction = core.db.begin().await?;
    let before = curriculum::lesson_for_change(&transaction, id.into()).await?.ok_or(ApiError::NotFound)?;
    let (standing, action) = standing(publish, before.published_at, now);
    lesson_changes::set_standing(&transaction, before.id, standing).await?;
    let after = lesson::Model {
        state: if standing.published { "published" } else { "draft" }.to_owned(),
        published_at: standing.published_at,
        archived_at: standing.archived_at,
        ..before.clone()
    };
    log(core, &transaction, admin, action, &lesson_subject(before.id), shown(&before, now), shown(&after, now)).await?;
    transaction.commit().await?;
    Ok(before.slug)
}

/// How a lesson stands afterwards, and what that is called in the log.
fn standing(publish: Publish, before: Option<DateTime<Utc>>, now: DateTime<Utc>) -> (Standing, &'static str) {
    // A time that has not come is forgotten when the lesson is taken back.
    let seen = before.filter(|first| *first <= now);
    let hidden = Standing { published: false, published_at: seen, archived_at: None };
    let shown = |from| Standing { published: true, published_at: Some(from), archived_at: None };
    match publish {
        Publish::Now => (shown(publication::since(before, now)), "lesson.publish"),
        Publish::At(at) => (shown(at), "lesson.schedule"),
        Publish::Withdraw => (hidden, "lesson.withdraw"),
        Publish::Archive => (Standing { archived_at: Some(now), ..hidden }, "lesson.archive"),
    }
}

/// What the log says.
fn shown(lesson: &lesson::Model, now: DateTime<Utc>) -> Value {
    json!({ "title": lesson.title, "students": publication_of(lesson, now) })
}

/// Deletes a lesson that students do not see and have not done anything with. Its words stay among the revisions.
pub async fn remove(core: &Core, admin: UserId, id: LessonId) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = curriculum::lesson_for_change(&transaction, id.into()).await?.ok_or(ApiError::NotFound)?;
    if before.state != "draft" || curriculum::is_in_use(&transaction, before.id).await? {
        return Err(ApiError::Conflict(Conflict::LessonInUse).into());
    }
    super::words::keep_latest(core, &transaction, before.clone()).await?;
    let files = attachments::of_lesson(&transaction, before.id).await?.into_iter().map(|file| file.storage_key);
    let pictures = lesson_images::of_lesson(&transaction, before.id).await?.into_iter().map(|picture| picture.storage_key);
    for key in files.chain(pictures) {
        attachments::let_go_of_object(&transaction, &key, core.now()).await?;
    }
    lesson_changes::remove_lesson(&transaction, before.id).await?;
    let was = json!({ "title": before.title, "slug": before.slug });
    log(core, &transaction, admin, "lesson.remove", &lesson_subject(before.id), was, NOTHING).await?;
    Ok(transaction.commit().await?)
}
