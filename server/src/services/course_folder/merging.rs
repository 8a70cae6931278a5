//! What a folder says of a lesson, beside what is known of it: what a head leaves out is as it was.

use super::shape::{Lesson, State};

/// The lesson as it will be.
pub fn merged(lesson: &Lesson, known: Option<&Lesson>) -> Lesson {
    let mut lesson = lesson.clone();
    let head = &mut lesson.head;
    let was = known.map(|known| &known.head);
    head.published_at = head.published_at.or(was.and_then(|was| was.published_at));
    head.archived_at = head.archived_at.or(was.and_then(|was| was.archived_at)).filter(|_| head.state == State::Archived);
    lesson
}

/// Whether an import changes nothing. Where the content of an asset lies in the folder says nothing about the lesson.
pub fn same(known: &Lesson, lesson: &Lesson) -> bool {
    bare(known) == bare(lesson)
}

fn bare(lesson: &Lesson) -> Lesson {
    let mut lesson = lesson.clone();
    for asset in lesson.head.files.iter_mut().map(|file| &mut file.asset) {
        asset.clear();
    }
    for asset in lesson.head.pictures.iter_mut().map(|picture| &mut picture.asset) {
        asset.clear();
    }
    lesson.head.pictures.sort_by_key(|picture| picture.id);
    lesson.head.former_slugs.sort();
    lesson
}
