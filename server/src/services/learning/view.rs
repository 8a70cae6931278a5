//! What pages show of the course.

use super::course::{Course, Entry, progress_of};
use crate::error::{Fault, Result};
use crate::repo::learning::{BodyFile, LessonBody};
use crate::repo::outline::OutlineRow;
use crate::repo::rows;
use app::api::dto::{FileItem, LessonItem, LessonLink, LessonView, ModuleView, OutlineView, Upcoming};
use domain::file_kind::FileKind;
use domain::ids::{AttachmentId, LessonId, UserId};
use domain::lesson_access::Closed;
use domain::playback::resume_at;
use domain::video::VimeoVideo;

/// So many lessons are named as new, or as opening next.
const NAMED: usize = 3;

/// The dashboard.
pub fn outline(course: &Course, student: UserId, student_name: &str) -> OutlineView {
    let entries = &course.entries;
    OutlineView {
        course_title: entries.first().map(|entry| entry.row.lesson.course_title.clone()).unwrap_or_default(),
        student,
        student_name: student_name.to_owned(),
        progress: course.progress(),
        next: course.next().map(link),
        fresh: entries.iter().filter(|entry| entry.fresh && entry.closed.is_none()).take(NAMED).map(link).collect(),
        upcoming: upcoming(entries),
        modules: entries.chunk_by(|a, b| a.row.lesson.module_id == b.row.lesson.module_id).map(module).collect(),
    }
}

fn upcoming(entries: &[Entry]) -> Vec<Upcoming> {
    let opens = |entry: &Entry| match entry.closed {
        Some(Closed::OpensAt(at)) => Some(Upcoming { title: entry.row.lesson.title.clone(), at }),
        _ => None,
    };
    let mut upcoming: Vec<_> = entries.iter().filter_map(opens).collect();
    upcoming.sort_by_key(|lesson| lesson.at);
    upcoming.truncate(NAMED);
    upcoming
}

fn link(entry: &Entry) -> LessonLink {
    LessonLink { slug: entry.row.lesson.slug.clone(), title: entry.row.lesson.title.clone(), closed: entry.closed }
}

fn module(entries: &[Entry]) -> ModuleView {
    let first = &entries[0].row.lesson;
    ModuleView {
        title: first.module_title.clone(),
        summary: first.module_summary.clone(),
        progress: progress_of(entries),
        lessons: entries.iter().map(item).collect(),
    }
}

fn item(entry: &Entry) -> LessonItem {
    let OutlineRow { lesson, own, .. } = &entry.row;
    LessonItem {
        id: LessonId(lesson.lesson_id),
        slug: lesson.slug.clone(),
        title: lesson.title.clone(),
        duration_s: rows::count(lesson.duration_s),
        completed: entry.completed(),
        fresh: entry.fresh,
        closed: entry.closed,
        resume_s: resume_s(&entry.row),
        bookmarked: own.bookmarked,
    }
}

/// Where to resume the video; at the start if the student watched another one.
fn resume_s(row: &OutlineRow) -> u32 {
    let number = |video: &str| VimeoVideo::parse(video)?.number();
    let now = row.lesson.vimeo_id.as_deref().and_then(number);
    let place = row.own.place.as_ref().filter(|place| number(&place.video) == now);
    place.map_or(0, |place| resume_at(place.at_s, place.duration_s))
}

/// A lesson among the others.
pub struct Place<'a> {
    /// The lesson.
    pub lesson: &'a LessonItem,
    module: &'a ModuleView,
    index: usize,
    all: Vec<&'a LessonItem>,
}

impl<'a> Place<'a> {
    /// Finds a lesson by its slug.
    pub fn find(course: &'a OutlineView, slug: &str) -> Option<Self> {
        let all: Vec<_> = course.modules.iter().flat_map(|module| &module.lessons).collect();
        let index = all.iter().position(|lesson| lesson.slug == slug)?;
        let module = course.modules.iter().find(|module| module.lessons.iter().any(|lesson| lesson.slug == slug))?;
        Some(Self { lesson: all[index], module, index, all })
    }

    fn link(&self, index: Option<usize>) -> Option<LessonLink> {
        let lesson = self.all.get(index?)?;
        Some(LessonLink { slug: lesson.slug.clone(), title: lesson.title.clone(), closed: lesson.closed })
    }
}

/// A lesson's page.
pub fn lesson(student: UserId, course: &OutlineView, place: &Place<'_>, body: LessonBody) -> Result<LessonView> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let lesson = place.lesson;
    let files = body.files()?.into_iter().map(file).collect::<Result<_>>()?;
    Ok(LessonView {
        id: lesson.id,
        slug: lesson.slug.clone(),
        title: lesson.title.clone(),
        summary: body.summary,
        module_title: place.module.title.clone(),
        number: number(place.index + 1),
        total: number(place.all.len()),
        player: body.vimeo_id.and_then(|id| VimeoVideo::parse(&id)).map(|video| video.player()),
        resume_s: lesson.resume_s,
        student,
        duration_s: lesson.duration_s,
        html: body.html,
        files,
        completed: lesson.completed,
        bookmarked: lesson.bookmarked,
        progress: course.progress,
        previous: place.link(place.index.checked_sub(1)),
        next: place.link(Some(place.index + 1)),
    })
}

fn file(file: BodyFile) -> Result<FileItem> {
    let kind = FileKind::from_name(&file.kind).ok_or_else(|| Fault::stored(format!("kind of file {}", file.kind)))?;
    Ok(FileItem { id: AttachmentId(file.id), title: file.title, kind, size: file.size })
}
