//! The course as one student has it now: which lessons are open, what counts, where to go on.

use super::completing;
use crate::core::Core;
use crate::error::Result;
use crate::repo::outline::{Outline, OutlineLesson, OutlineRow};
use crate::repo::rows;
use app::api::ApiError;
use chrono::{DateTime, Utc};
use domain::access;
use domain::ids::LessonId;
use domain::lesson_access::{self, Closed, LessonRules, LessonStanding};
use domain::progress::{self, Progress, Way};
use std::collections::HashSet;
use uuid::Uuid;

/// A lesson and how it stands.
pub struct Entry {
    /// The lesson.
    pub row: OutlineRow,
    /// What opens it, while it is shut.
    pub closed: Option<Closed>,
    /// It counts for how much is complete.
    pub counts: bool,
    /// It came after the student began, and was not looked at yet.
    pub fresh: bool,
}

impl Entry {
    /// Whether the student completed it.
    pub fn completed(&self) -> bool {
        self.row.own.completed_at.is_some()
    }
}

/// The lessons of the course that students see, in order, for one student whom the course is open to.
pub struct Course {
    /// The lessons.
    pub entries: Vec<Entry>,
    user: Uuid,
}

impl Course {
    /// Reads it: one statement, seldom two. The error says why the student may not enter.
    pub async fn load(core: &Core, user: Uuid) -> Result<Self> {
        let now = core.now();
        Self::of(core.outlines.of(core.db.read(), user, now).await?, user, now)
    }

    /// The course of somebody who has this of it, at `now`. The error says why they may not enter.
    pub fn of(outline: Outline, user: Uuid, now: DateTime<Utc>) -> Result<Self> {
        if !outline.rows.is_empty() {
            access::decide(&outline.grants, now).map_err(|denied| ApiError::from(Closed::Access(denied)))?;
        }
        Ok(Self { entries: entries(outline, now), user })
    }

    /// The course's title; empty while it has no lessons.
    pub fn title(&self) -> &str {
        self.entries.first().map_or("", |entry| &entry.row.lesson.course_title)
    }

    /// Whether a lesson is open.
    pub fn may_open(&self, lesson: LessonId) -> std::result::Result<(), ApiError> {
        let entry = self.entries.iter().find(|entry| entry.row.lesson.lesson_id == lesson.0).ok_or(ApiError::NotFound)?;
        entry.closed.map_or(Ok(()), |closed| Err(closed.into()))
    }

    /// When a lesson was completed.
    pub fn completed_at(&self, lesson: LessonId) -> Option<DateTime<Utc>> {
        self.entries.iter().find(|entry| entry.row.lesson.lesson_id == lesson.0).and_then(|entry| entry.row.own.completed_at)
    }

    /// Over the whole course.
    pub fn progress(&self) -> Progress {
        progress_of(&self.entries)
    }

    /// The lesson to continue with.
    pub fn next(&self) -> Option<&Entry> {
        let way = |entry: &Entry| match entry {
            entry if entry.completed() => Way::Done,
            Entry { closed: Some(_), .. } => Way::Shut,
            _ => Way::Open,
        };
        let ways: Vec<_> = self.entries.iter().map(way).collect();
        let touched = self.entries.iter().enumerate().filter_map(|(index, entry)| Some((entry.row.own.touched_at?, index))).max();
        progress::continue_at(&ways, touched.map(|(_, index)| index)).map(|index| &self.entries[index])
    }

    /// Notes that all there is is complete, unless that is known. It is asked whenever a course is seen, so that no lost
    /// connection can leave it out.
    pub async fn note_completion(&self, core: &Core) -> Result<()> {
        match self.entries.first() {
            Some(first) if first.row.course_completed_at.is_none() && self.progress().is_complete() => {
                core.db.retrying(|| completing::note(core, self.user, first.row.lesson.course_id, self.title())).await
            }
            _ => Ok(()),
        }
    }
}

/// How much of some lessons is complete.
pub fn progress_of(entries: &[Entry]) -> Progress {
    Progress::of(entries.iter().filter(|entry| entry.counts).map(Entry::completed))
}

fn entries(outline: Outline, now: DateTime<Utc>) -> Vec<Entry> {
    let Outline { rows, grants } = outline;
    let begun_at = lesson_access::begun_at(&grants);
    let mut done = HashSet::new();
    let mut earlier = HashSet::new();
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let waits_for = row.lesson.after_lesson_id.filter(|lesson| earlier.contains(lesson) && !done.contains(lesson));
        let completed = row.own.completed_at.is_some();
        let standing = LessonStanding { completed, predecessor_open: waits_for.is_some() };
        let published_at = row.lesson.published_at;
        let since = row.course_completed_at.or(begun_at);
        let entry = Entry {
            closed: lesson_access::decide(&grants, rules(&row.lesson), standing, now).err(),
            counts: progress::counts(completed, published_at, row.course_completed_at),
            fresh: !completed && row.own.touched_at.is_none() && since.is_some_and(|since| published_at > since),
            row,
        };
        earlier.insert(entry.row.lesson.lesson_id);
        if completed {
            done.insert(entry.row.lesson.lesson_id);
        }
        entries.push(entry);
    }
    entries
}

fn rules(lesson: &OutlineLesson) -> LessonRules {
    LessonRules {
        published: true,
        free_preview: lesson.visibility == "preview",
        opens_after_days: lesson.opens_after_days.map(rows::count),
        opens_at: lesson.opens_at,
        after: lesson.after_lesson_id.map(LessonId),
    }
}
