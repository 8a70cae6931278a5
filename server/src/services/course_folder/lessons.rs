//! What a lesson of a folder may say: the same as its creator may in the panel.

use super::reading::Problems;
use super::shape::{Folder, Lesson, ModuleFile};
use crate::services::curriculum::input;
use app::api::ApiError;
use app::api::dto::LessonWords;
use domain::publication::Visibility;
use domain::slug::Slug;
use domain::video::VimeoVideo;

/// The longest lesson in seconds: a day.
const LONGEST: i32 = 86_400;
/// The most days that a lesson waits.
const MOST_DAYS: i32 = 3650;

/// Names what is wrong with a module.
pub fn check_module(module: &ModuleFile, problems: &mut Problems) {
    let place = format!("the module {}", module.slug);
    if Slug::parse(&module.slug).map_or(true, |slug| slug.as_str() != module.slug) {
        problems.of(&place, "its slug has small letters, digits and dashes only");
    }
    if input::title(&module.title).is_err() || input::summary(&module.summary).is_err() {
        problems.of(&place, "its title or its summary is empty or too long");
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
        (head.video.as_deref().is_some_and(|video| VimeoVideo::parse(video).is_none()), "its video is none of Vimeo"),
        (!(0..=LONGEST).contains(&head.seconds), "its length is between 0 and 86400 seconds"),
        (head.opens.after_days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)), "it opens after 1 to 3650 days"),
        (
            head.opens.after_lesson.as_ref().is_some_and(|after| *after == head.slug || !all().any(|other| other.head.slug == *after)),
            "the lesson after which it opens is another of this folder",
        ),
        (
            head.files.iter().any(|file| file.title.trim().is_empty() || file.title.chars().count() > 200),
            "the title of a file is empty or too long",
        ),
    ];
    for (_, what) in rules.iter().filter(|(wrong, _)| *wrong) {
        problems.of(&place, *what);
    }
    let words = LessonWords { title: head.title.clone(), summary: head.summary.clone(), source: lesson.text.clone() };
    if let Err(ApiError::Invalid(errors)) = input::words(&words) {
        for error in errors {
            problems.of(&place, format!("{:?}: {:?}", error.field, error.problem));
        }
    }
}
