//! What students keep for themselves. Reading, changing and deleting it needs no access to the course: it stays theirs.

pub mod export;
mod markdown;

use crate::core::Core;
use crate::error::Result;
use crate::repo::notes::{self, NoteRow, Part};
use crate::repo::rows;
use crate::repo::search::{self, Document, Kind};
use crate::services::learning;
use app::api::dto::{LessonLink, LessonNotes, NoteView, NotedLesson, NotesView};
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::{NewNote, Notes, NotesQuery, StudentActor, TextFile};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::ids::{LessonId, NoteId};
use domain::note::{NoteError, NoteText};
use domain::search::Query;
use entity::note;
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use uuid::Uuid;

/// Notes over the database.
pub struct NotesService(pub Arc<Core>);

/// So many notes are shown beside their lesson; the others are on their own page.
const BESIDE_LESSON: u64 = 200;
/// So many are on a page of their own.
const ON_PAGE: u64 = 50;

#[async_trait]
impl Notes for NotesService {
    async fn of_lesson(&self, student: &StudentActor, lesson: LessonId) -> api::Result<LessonNotes> {
        Ok(self.beside(student.user.into(), lesson).await?)
    }

    async fn add(&self, student: &StudentActor, note: NewNote) -> api::Result<NoteView> {
        Ok(self.write(student.user.into(), note).await?)
    }

    async fn change(&self, student: &StudentActor, note: NoteId, text: &str) -> api::Result<NoteView> {
        Ok(self.rewrite(student.user.into(), note, text).await?)
    }

    async fn delete(&self, student: &StudentActor, note: NoteId) -> api::Result<()> {
        Ok(self.remove(student.user.into(), note).await?)
    }

    async fn list(&self, student: &StudentActor, query: NotesQuery) -> api::Result<NotesView> {
        Ok(self.page(student.user.into(), &query).await?)
    }

    async fn set_bookmark(&self, student: &StudentActor, lesson: LessonId, set: bool) -> api::Result<()> {
        Ok(self.mark(student.user.into(), lesson, set).await?)
    }

    async fn export(&self, student: &StudentActor) -> api::Result<TextFile> {
        Ok(export::file(self.0.clone(), student.user.into()).await?)
    }
}

impl NotesService {
    async fn beside(&self, user: Uuid, lesson: LessonId) -> Result<LessonNotes> {
        let mut found = notes::of_lesson(self.0.db.read(), user, lesson.0, 0, BESIDE_LESSON + 1).await?;
        let more = cut(&mut found, BESIDE_LESSON);
        Ok(LessonNotes { notes: found.into_iter().map(view).collect(), more })
    }

    async fn write(&self, user: Uuid, note: NewNote) -> Result<NoteView> {
        let core = &self.0;
        let text = parsed(&note.text)?;
        learning::may_open(core, user, note.lesson).await?;
        let now = core.now();
        let row = note::Model {
            id: note.id.map_or_else(|| core.new_id(), Uuid::from),
            user_id: user,
            lesson_id: note.lesson.0,
            at_s: note.at_s.and_then(|second| i32::try_from(second).ok()),
            body: text.into(),
            created_at: now,
            updated_at: now,
        };
        Ok(view(core.db.retrying(|| store(core, &row)).await?))
    }

    async fn rewrite(&self, user: Uuid, id: NoteId, text: &str) -> Result<NoteView> {
        let core = &self.0;
        let text = parsed(text)?;
        Ok(view(core.db.retrying(|| replace(core, user, id.0, &text)).await?))
    }

    async fn remove(&self, user: Uuid, id: NoteId) -> Result<()> {
        self.0.db.retrying(|| erase(&self.0, user, id.0)).await
    }

    async fn page(&self, user: Uuid, query: &NotesQuery) -> Result<NotesView> {
        let db = self.0.db.read();
        let wanted = Query::parse(&query.search);
        let searches = !query.search.trim().is_empty();
        let after = u64::from(query.page.saturating_sub(1)) * ON_PAGE;
        let mut found = if searches && wanted.is_none() {
            Vec::new()
        } else {
            let lesson = &query.lesson.replace('\0', "");
            notes::part(db, user, Part { lesson, search: wanted.as_ref(), after, most: ON_PAGE + 1 }).await?
        };
        let more = cut(&mut found, ON_PAGE);
        let marked = notes::lessons(db, user).await?;
        let shows_bookmarks = query.page <= 1 && query.lesson.is_empty() && !searches;
        let link = |lesson: &notes::MarkedLesson| LessonLink { slug: lesson.slug.clone(), title: lesson.title.clone(), closed: None };
        Ok(NotesView {
            bookmarks: marked.iter().filter(|lesson| shows_bookmarks && lesson.bookmarked_at.is_some()).map(link).collect(),
            lessons: found.chunk_by(|a, b| a.lesson_id == b.lesson_id).map(lesson).collect(),
            page: query.page,
            more,
            any: !marked.is_empty(),
        })
    }

    async fn mark(&self, user: Uuid, lesson: LessonId, set: bool) -> Result<()> {
        let core = &self.0;
        if set {
            learning::may_open(core, user, lesson).await?;
            return notes::set_bookmark(core.db.write(), user, lesson.0, core.now()).await;
        }
        notes::remove_bookmark(core.db.write(), user, lesson.0).await
    }
}

/// Writes a note and lets its writer find it. The same note again is written once.
async fn store(core: &Core, row: &note::Model) -> Result<note::Model> {
    let transaction = core.db.begin().await?;
    if !notes::insert(&transaction, row.clone()).await? {
        let known = notes::find(&transaction, row.user_id, row.id).await?;
        let taken = known.is_none() && notes::is_taken(&transaction, row.id).await?;
        // Of an id that is somebody else's there is nothing to tell.
        let refusal = if taken { ApiError::NotFound } else { ApiError::Conflict(Conflict::TooManyNotes) };
        return Ok(known.ok_or(refusal)?);
    }
    index(&transaction, row).await?;
    transaction.commit().await?;
    Ok(row.clone())
}

async fn replace(core: &Core, user: Uuid, id: Uuid, text: &NoteText) -> Result<note::Model> {
    let transaction = core.db.begin().await?;
    notes::change(&transaction, user, id, text.as_str(), core.now()).await?;
    let row = notes::find(&transaction, user, id).await?.ok_or(ApiError::NotFound)?;
    index(&transaction, &row).await?;
    transaction.commit().await?;
    Ok(row)
}

async fn erase(core: &Core, user: Uuid, id: Uuid) -> Result<()> {
    let transaction = core.db.begin().await?;
    if notes::delete(&transaction, user, id).await? {
        search::remove(&transaction, Kind::Note, id).await?;
    } else if notes::is_taken(&transaction, id).await? {
        return Err(ApiError::NotFound.into());
    }
    transaction.commit().await?;
    Ok(())
}

/// Lets the writer of a note, and nobody else, find it.
async fn index(db: &impl ConnectionTrait, row: &note::Model) -> Result<()> {
    let document = Document {
        kind: Kind::Note,
        of: row.id,
        lesson: row.lesson_id,
        owner: Some(row.user_id),
        title: "",
        body: &row.body,
        updated_at: row.updated_at,
    };
    search::put(db, &document).await
}

/// Cuts a list to its length, and tells whether it was longer.
fn cut<T>(found: &mut Vec<T>, length: u64) -> bool {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let more = found.len() > length;
    found.truncate(length);
    more
}

fn parsed(typed: &str) -> std::result::Result<NoteText, ApiError> {
    NoteText::parse(typed).map_err(|error| match error {
        NoteError::Empty => ApiError::invalid(Field::Note, Problem::Missing),
        NoteError::TooLong => ApiError::invalid(Field::Note, Problem::TooLong),
    })
}

fn view(row: note::Model) -> NoteView {
    NoteView { id: NoteId(row.id), at_s: row.at_s.map(rows::count), text: row.body, created_at: row.created_at }
}

fn lesson(notes: &[NoteRow]) -> NotedLesson {
    let first = &notes[0];
    let note = |row: &NoteRow| NoteView {
        id: NoteId(row.id),
        at_s: row.at_s.map(rows::count),
        text: row.body.clone(),
        created_at: row.created_at,
    };
    NotedLesson {
        id: LessonId(first.lesson_id),
        link: LessonLink { slug: first.slug.clone(), title: first.title.clone(), closed: None },
        notes: notes.iter().map(note).collect(),
    }
}
