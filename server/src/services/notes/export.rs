//! All notes as one Markdown file. It is read lesson by lesson, in parts, and never held whole.

use super::markdown;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::notes::{self, MarkedLesson};
use crate::repo::{content, rows};
use app::api::ApiError;
use app::api::ports::TextFile;
use app::components::text::{clock, date, date_time};
use entity::note;
use futures::stream::{self, StreamExt, TryStreamExt};
use std::sync::Arc;
use uuid::Uuid;

/// So many notes are read at once.
const AT_ONCE: u64 = 50;

/// Where the reading stands.
struct Reading {
    core: Arc<Core>,
    user: Uuid,
    lessons: std::vec::IntoIter<MarkedLesson>,
    /// The lesson whose notes are being read, and how many of them have been.
    lesson: Option<(Uuid, u64)>,
}

/// The file.
pub async fn file(core: Arc<Core>, user: Uuid) -> Result<TextFile> {
    let db = core.db.read();
    let course = content::course(db).await?.map(|course| course.title).unwrap_or_default();
    let lessons = notes::lessons(db, user).await?.into_iter();
    let head = format!("# {}\n\nNotes and bookmarks, downloaded on {}.\n", markdown::line(&course), date(core.now()));
    let reading = Reading { core, user, lessons, lesson: None };
    let parts = stream::try_unfold(reading, Reading::next).map_err(ApiError::from);
    Ok(TextFile { name: "notes.md", parts: stream::iter([Ok(head)]).chain(parts).boxed() })
}

impl Reading {
    /// The next part; `None` after the last.
    async fn next(mut self) -> std::result::Result<Option<(String, Self)>, Fault> {
        let Some((lesson, after)) = self.lesson.take() else {
            let Some(lesson) = self.lessons.next() else { return Ok(None) };
            self.lesson = Some((lesson.lesson_id, 0));
            return Ok(Some((heading(&lesson), self)));
        };
        let found = notes::of_lesson(self.core.db.read(), self.user, lesson, after, AT_ONCE).await?;
        let read = u64::try_from(found.len()).unwrap_or(AT_ONCE);
        if read == AT_ONCE {
            self.lesson = Some((lesson, after + read));
        }
        Ok(Some((found.iter().map(entry).collect(), self)))
    }
}

fn heading(lesson: &MarkedLesson) -> String {
    let bookmark = if lesson.bookmarked_at.is_some() { "\nBookmarked.\n" } else { "" };
    format!("\n## {}\n{bookmark}", markdown::line(&lesson.title))
}

fn entry(note: &note::Model) -> String {
    let at = note.at_s.map(|second| format!("**{}** · ", clock(rows::count(second)))).unwrap_or_default();
    format!("\n{at}{}\n\n{}", date_time(note.created_at), markdown::text(&note.body))
}
