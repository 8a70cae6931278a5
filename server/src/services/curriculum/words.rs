//! The words of a lesson: saved by the version that they began from, so that nobody's are overwritten unseen.

use super::{input, lesson_subject, log, name_of, publication_of};
use crate::core::Core;
use crate::error::Result;
use crate::repo::lesson_texts::{self, Save, Words};
use crate::repo::{curriculum, identity, rows};
use crate::security::html::from_markdown;
use crate::services::search;
use app::api::ApiError;
use app::api::dto::{Edited, LessonWords, Saved, SetAside};
use app::api::ports::SaveWords;
use chrono::{DateTime, Utc};
use domain::ids::{LessonId, RevisionId, UserId};
use domain::revising;
use entity::{lesson, lesson_draft, lesson_revision};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use serde_json::{Value, json};
use uuid::Uuid;

/// A lesson and where its writing stands.
pub struct Latest {
    /// The lesson, as students see it.
    pub lesson: lesson::Model,
    draft: Option<lesson_draft::Model>,
}

impl Latest {
    /// Where the writing of a lesson stands.
    pub async fn of(db: &impl ConnectionTrait, lesson: lesson::Model) -> Result<Self> {
        Ok(Self { draft: lesson_texts::draft(db, lesson.id).await?, lesson })
    }

    /// The latest words.
    pub fn words(&self) -> LessonWords {
        let lesson = &self.lesson;
        let waiting = |text: fn(&lesson_draft::Model) -> &Option<String>| self.draft.as_ref().and_then(|draft| text(draft).clone());
        LessonWords {
            title: waiting(|draft| &draft.title).unwrap_or_else(|| lesson.title.clone()),
            summary: waiting(|draft| &draft.summary).unwrap_or_else(|| lesson.summary.clone()),
            source: waiting(|draft| &draft.source).unwrap_or_else(|| lesson.source.clone()),
        }
    }

    fn version(&self) -> i32 {
        self.draft.as_ref().map_or(0, |draft| draft.version)
    }

    /// The number of the latest words; 0 before anybody saved.
    pub fn number(&self) -> u32 {
        rows::count(self.version())
    }

    /// Whether students do not see the latest words.
    pub fn is_unshown(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.source.is_some())
    }

    /// Who saved the latest words, and when.
    pub async fn edited(&self, db: &impl ConnectionTrait) -> Result<Option<Edited>> {
        let Some(draft) = &self.draft else { return Ok(None) };
        let by = name_of(identity::by_id(db, draft.edited_by).await?);
        Ok(Some(Edited { by, at: draft.edited_at }))
    }

    fn written_at(&self) -> DateTime<Utc> {
        self.draft.as_ref().map_or(self.lesson.updated_at, |draft| draft.edited_at)
    }

    /// The row that keeps the latest words for good.
    fn kept(&self, id: Uuid) -> lesson_revision::ActiveModel {
        lesson_revision::ActiveModel {
            lesson_id: Set(self.lesson.id),
            author_id: Set(self.draft.as_ref().map(|draft| draft.edited_by)),
            written_at: Set(self.written_at()),
            ..lesson_texts::revision(id, "saved", self.version(), borrowed(&self.words()))
        }
    }
}

fn borrowed(words: &LessonWords) -> Words<'_> {
    Words { title: &words.title, summary: &words.summary, source: &words.source }
}

/// A save that has been understood.
#[derive(Clone, Debug)]
pub struct Writing {
    /// The lesson.
    pub lesson: LessonId,
    /// The version that it began from.
    pub from: u32,
    /// The words.
    pub words: LessonWords,
    /// Whether students are to see them.
    pub show: bool,
    /// Whether the state before and after are kept for good, whenever one was kept last.
    pub keep: bool,
}

/// Saves words as they were typed.
pub async fn save(core: &Core, admin: UserId, typed: SaveWords) -> Result<Saved> {
    let words = input::words(&typed.words)?;
    write(core, admin, Writing { lesson: typed.lesson, from: typed.version, words, show: typed.show, keep: typed.show }).await
}

/// A text as students would see it.
pub fn preview(source: &str) -> Result<String> {
    Ok(from_markdown(&input::text(source)?))
}

/// Saves words, or keeps them beside the latest if somebody else has saved meanwhile.
pub async fn write(core: &Core, admin: UserId, writing: Writing) -> Result<Saved> {
    core.db.retrying(|| attempt(core, admin, &writing)).await
}

async fn attempt(core: &Core, admin: UserId, writing: &Writing) -> Result<Saved> {
    let transaction = core.db.begin().await?;
    let found = curriculum::lesson_for_change(&transaction, writing.lesson.into()).await?.ok_or(ApiError::NotFound)?;
    let latest = Latest::of(&transaction, found).await?;
    let same = latest.words() == writing.words;
    let saved = if latest.number() != writing.from && !same {
        set_aside(core, &transaction, admin, writing, &latest).await?
    } else if same && !(writing.show && latest.is_unshown()) {
        saved(&latest)
    } else {
        take(core, &transaction, admin, writing, &latest).await?
    };
    transaction.commit().await?;
    Ok(saved)
}

fn saved(latest: &Latest) -> Saved {
    Saved {
        slug: latest.lesson.slug.clone(),
        version: latest.number(),
        at: latest.written_at(),
        unshown: latest.is_unshown(),
        conflict: None,
    }
}

/// Keeps words beside the latest.
async fn set_aside(core: &Core, transaction: &DatabaseTransaction, admin: UserId, writing: &Writing, latest: &Latest) -> Result<Saved> {
    let id = core.new_id();
    let row = lesson_revision::ActiveModel {
        lesson_id: Set(latest.lesson.id),
        author_id: Set(Some(admin.into())),
        written_at: Set(core.now()),
        ..lesson_texts::revision(id, "set_aside", i32::try_from(writing.from).unwrap_or_default(), borrowed(&writing.words))
    };
    lesson_texts::keep(transaction, row).await?;
    let after = json!({ "revision": id, "from_version": writing.from, "latest_version": latest.number() });
    log(core, transaction, admin, "lesson.set_aside", &lesson_subject(latest.lesson.id), super::audit::NOTHING, after).await?;
    let by = latest.edited(transaction).await?.map_or_else(|| name_of(None), |edited| edited.by);
    Ok(Saved { conflict: Some(SetAside { revision: RevisionId(id), by }), ..saved(latest) })
}

/// Makes words the latest. Of a lesson that students cannot come to see by itself nothing waits.
async fn take(core: &Core, transaction: &DatabaseTransaction, admin: UserId, writing: &Writing, latest: &Latest) -> Result<Saved> {
    let now = core.now();
    let id = latest.lesson.id;
    let show = writing.show || !publication_of(&latest.lesson, now).is_promised();
    let same_author = latest.draft.as_ref().is_some_and(|draft| draft.edited_by == admin.0);
    if writing.keep || revising::keeps(same_author, lesson_texts::kept_at(transaction, id).await?, now) {
        lesson_texts::keep(transaction, latest.kept(core.new_id())).await?;
    }
    let unshown = (!show).then(|| borrowed(&writing.words));
    let save = Save { lesson: id, from: latest.version(), waiting: unshown, by: admin.into(), at: now };
    if !lesson_texts::save(transaction, save).await? {
        return Err(ApiError::Conflict(app::api::error::Conflict::NoLongerSo).into());
    }
    let lesson = if show { shown(transaction, latest, &writing.words, now).await? } else { latest.lesson.clone() };
    let after = Latest::of(transaction, lesson).await?;
    if writing.keep {
        lesson_texts::keep(transaction, after.kept(core.new_id())).await?;
    }
    let action = if show { "lesson.write" } else { "lesson.draft" };
    log(core, transaction, admin, action, &lesson_subject(id), told(latest), told(&after)).await?;
    Ok(saved(&after))
}

/// Gives the lesson the words, for students and for their search.
async fn shown(transaction: &DatabaseTransaction, latest: &Latest, words: &LessonWords, now: DateTime<Utc>) -> Result<lesson::Model> {
    let lesson = lesson::Model {
        title: words.title.clone(),
        summary: words.summary.clone(),
        source: words.source.clone(),
        html: from_markdown(&words.source),
        updated_at: now,
        ..latest.lesson.clone()
    };
    lesson_texts::show(transaction, &lesson).await?;
    search::lessons::put(transaction, &lesson).await?;
    Ok(lesson)
}

/// Keeps the latest words of a lesson that is about to be deleted.
pub async fn keep_latest(core: &Core, transaction: &DatabaseTransaction, lesson: lesson::Model) -> Result<()> {
    lesson_texts::keep(transaction, Latest::of(transaction, lesson).await?.kept(core.new_id())).await
}

/// What the log says of words. The text itself is among the revisions.
fn told(latest: &Latest) -> Value {
    let words = latest.words();
    json!({
        "version": latest.number(),
        "title": words.title,
        "summary": words.summary,
        "characters": words.source.chars().count(),
        "students_see_it": !latest.is_unshown(),
    })
}
