//! What a folder says, beside what is known: what the head of a lesson leaves out is as it was, and what only moves up has not moved.

use super::shape::{Folder, Lesson, State};
use crate::repo::course_folder::Rows;
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// The lesson as it will be. Addresses that it had lead to it for good, and pictures stay, under the names that they have.
pub fn merged(lesson: &Lesson, known: Option<&Lesson>) -> Lesson {
    let mut lesson = lesson.clone();
    let head = &mut lesson.head;
    let was = known.map(|known| &known.head);
    head.published_at = head.published_at.or(was.and_then(|was| was.published_at));
    head.archived_at = head.archived_at.or(was.and_then(|was| was.archived_at)).filter(|_| head.state == State::Archived);
    if let Some(was) = was {
        let former: BTreeSet<String> = head.former_slugs.drain(..).chain(was.former_slugs.iter().chain([&was.slug]).cloned()).collect();
        head.former_slugs = former.into_iter().filter(|slug| *slug != head.slug).collect();
        for known in &was.pictures {
            match head.pictures.iter_mut().find(|picture| picture.id == known.id) {
                Some(picture) => picture.file_name.clone_from(&known.file_name),
                None => head.pictures.push(known.clone()),
            }
        }
    }
    lesson
}

/// The modules and lessons that a folder puts elsewhere.
pub fn moved(before: &Rows, folder: &Folder) -> HashSet<Uuid> {
    let known = before.modules.iter().map(|module| module.id);
    let mut moved = reordered(known.collect(), folder.modules.iter().filter_map(|module| module.file.id).collect());
    for module in &folder.modules {
        let is: Vec<Uuid> = module.lessons.iter().filter_map(|lesson| lesson.head.id).collect();
        let inside = |lesson: &&entity::lesson::Model| Some(lesson.module_id) == module.file.id;
        let was: Vec<Uuid> = before.lessons.iter().filter(inside).map(|lesson| lesson.id).collect();
        let elsewhere = before.lessons.iter().filter(|lesson| !inside(lesson) && is.contains(&lesson.id));
        moved.extend(elsewhere.map(|lesson| lesson.id));
        moved.extend(reordered(was, is));
    }
    moved
}

/// What has another place among those that were there and still are.
fn reordered(was: Vec<Uuid>, is: Vec<Uuid>) -> HashSet<Uuid> {
    let (before, after): (HashSet<Uuid>, HashSet<Uuid>) = (was.iter().copied().collect(), is.iter().copied().collect());
    let (was, is) = (was.into_iter().filter(|id| after.contains(id)), is.into_iter().filter(|id| before.contains(id)));
    was.zip(is).filter(|(was, is)| was != is).map(|(_, is)| is).collect()
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
