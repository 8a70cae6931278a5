//! What the words of a lesson were.

use super::words::{Latest, Writing, write};
use super::{difference, name_of, publication_of};
use crate::core::Core;
use crate::error::Result;
use crate::repo::{curriculum, lesson_texts, rows};
use app::api::ApiError;
use app::api::dto::{Edited, LessonWords, RevisionRow, RevisionView, Saved, WordHistory};
use domain::ids::{LessonId, RevisionId, UserId};
use entity::{lesson, lesson_revision, user};

/// So many states are listed.
const LISTED: u64 = 200;

/// The kept states of a lesson's words, latest first.
pub async fn list(core: &Core, slug: &str) -> Result<WordHistory> {
    let db = core.db.read();
    let latest = Latest::of(db, find(core, slug).await?).await?;
    let revisions = lesson_texts::revisions(db, latest.lesson.id, LISTED).await?;
    Ok(WordHistory {
        version: latest.number(),
        edited: latest.edited(db).await?,
        revisions: revisions.into_iter().map(|(revision, author)| row(&revision, author)).collect(),
        slug: latest.lesson.slug,
        title: latest.lesson.title,
    })
}

async fn find(core: &Core, slug: &str) -> Result<lesson::Model> {
    let (lesson, _) = curriculum::lesson(core.db.read(), slug).await?.ok_or(ApiError::NotFound)?;
    Ok(lesson)
}

fn row(revision: &lesson_revision::Model, author: Option<user::Model>) -> RevisionRow {
    RevisionRow {
        id: RevisionId(revision.id),
        version: rows::count(revision.version),
        set_aside: revision.kind == "set_aside",
        title: revision.title.clone(),
        words: u32::try_from(revision.source.split_whitespace().count()).unwrap_or(u32::MAX),
        edited: Edited { by: name_of(author), at: revision.written_at },
    }
}

/// One state beside the latest words.
pub async fn one(core: &Core, slug: &str, id: RevisionId) -> Result<RevisionView> {
    let db = core.db.read();
    let latest = Latest::of(db, find(core, slug).await?).await?;
    let (revision, author) = lesson_texts::one_revision(db, id.into()).await?.ok_or(ApiError::NotFound)?;
    if revision.lesson_id != latest.lesson.id {
        return Err(ApiError::NotFound.into());
    }
    let revision_row = row(&revision, author);
    let (now, then) = (latest.words(), words(revision));
    Ok(RevisionView {
        lesson: LessonId(latest.lesson.id),
        promised: publication_of(&latest.lesson, core.now()).is_promised(),
        revision: revision_row,
        lines: difference::lines(&now, &then),
        both: difference::both(&now.source, &then.source),
        words: then,
        version: latest.number(),
        edited: latest.edited(db).await?,
        latest: now,
        slug: latest.lesson.slug,
    })
}

fn words(revision: lesson_revision::Model) -> LessonWords {
    LessonWords { title: revision.title, summary: revision.summary, source: revision.source }
}

/// Makes a kept state the latest words. Both it and what it takes the place of stay among the revisions.
pub async fn restore(core: &Core, admin: UserId, id: RevisionId, version: u32) -> Result<Saved> {
    let (revision, _) = lesson_texts::one_revision(core.db.read(), id.into()).await?.ok_or(ApiError::NotFound)?;
    let lesson = LessonId(revision.lesson_id);
    write(core, admin, Writing { lesson, from: version, words: words(revision), show: false, keep: true }).await
}
