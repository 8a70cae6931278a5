//! What a lesson of a folder may say: the same as its creator may in the panel.

use super::reading::Problems;
use super::shape::{COURSE, CourseFile, Folder, Lesson, Module, ModuleFile};
use crate::services::curriculum::input;
use crate::services::files::checked_title;
use app::api::ApiError;
use app::api::dto::LessonWords;
use domain::file_name::FileName;
use domain::publication::Visibility;
use domain::slug::Slug;
use domain::video::VimeoVideo;

/// The longest lesson in seconds: a day.
const LONGEST: i32 = 86_400;
/// The most days that a lesson waits.
const MOST_DAYS: i32 = 3650;

/// Says everything as the panel would keep it. What it would refuse stays, and is named by a check.
pub fn clean(folder: &mut Folder) {
    let CourseFile { title, subtitle, .. } = &mut folder.course;
    for text in [title, subtitle] {
        *text = input::one_line(text);
    }
    for Module { file, lessons } in &mut folder.modules {
        for text in [&mut file.title, &mut file.summary] {
            *text = input::one_line(text);
        }
        for lesson in lessons {
            clean_lesson(lesson);
        }
    }
}

fn clean_lesson(lesson: &mut Lesson) {
    if let Ok(LessonWords { title, summary, source }) = input::words(&words(lesson)) {
        (lesson.head.title, lesson.head.summary) = (title, summary);
        source.trim_matches('\n').clone_into(&mut lesson.text);
    }
    for file in &mut lesson.head.files {
        file.title = input::one_line(&file.title);
        FileName::clean(&file.file_name).as_str().clone_into(&mut file.file_name);
    }
}

fn words(lesson: &Lesson) -> LessonWords {
    let head = &lesson.head;
    LessonWords { title: head.title.clone(), summary: head.summary.clone(), source: lesson.text.clone() }
}

/// Names what is wrong with the course itself.
pub fn check_course(course: &CourseFile, problems: &mut Problems) {
    if input::title(&course.title).is_err() || input::summary(&course.subtitle).is_err() {
        problems.of(COURSE, "its title or its subtitle is empty, too long or cannot be shown");
    }
}

/// Names what is wrong with a module.
pub fn check_module(module: &ModuleFile, problems: &mut Problems) {
    let place = format!("the module {}", module.slug);
    if Slug::parse(&module.slug).map_or(true, |slug| slug.as_str() != module.slug) {
        problems.of(&place, "its slug has small letters, digits and dashes only");
    }
    if input::title(&module.title).is_err() || input::summary(&module.summary).is_err() {
        problems.of(&place, "its title or its summary is empty, too long or cannot be shown");
    }
}

/// Names what is wrong with a lesson.
pub fn check(lesson: &Lesson, folder: &Folder, problems: &mut Problems) {
    let head = &lesson.head;
    let place = format!("the lesson {}", head.slug);
    let is_slug = |slug: &str| Slug::parse(slug).is_ok_and(|parsed| parsed.as_str() == slug);
    let all = || folder.modules.iter().flat_map(|module| &module.lessons);
    let rules = [
        (!is_slug(&head.slug), "its slug has small letters, digits and dashes only, and is no page of its own"),
        (!head.former_slugs.iter().all(|slug| is_slug(slug)), "one of its former slugs is none"),
        (Visibility::from_name(&head.visibility).is_none(), "its visibility is hidden, titled or preview"),
        (
            head.video.as_deref().is_some_and(|video| video.contains('\0') || VimeoVideo::parse(video).is_none()),
            "its video is none of Vimeo",
        ),
        (!(0..=LONGEST).contains(&head.seconds), "its length is between 0 and 86400 seconds"),
        (head.opens.after_days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)), "it opens after 1 to 3650 days"),
        (
            head.opens.after_lesson.as_ref().is_some_and(|after| *after == head.slug || !all().any(|other| other.head.slug == *after)),
            "the lesson after which it opens is another of this folder",
        ),
        (head.files.iter().any(|file| checked_title(&file.title).is_err()), "the title of a file is empty, too long or cannot be shown"),
    ];
    for (_, what) in rules.iter().filter(|(wrong, _)| *wrong) {
        problems.of(&place, *what);
    }
    if let Err(ApiError::Invalid(errors)) = input::words(&words(lesson)) {
        for error in errors {
            problems.of(&place, format!("{:?}: {:?}", error.field, error.problem));
        }
    }
}
