//! The course, for those who own it, and what they keep.

use super::{LocalPath, below, fixed, later, with_query};
use domain::ids::{AttachmentId, ImageId};

/// The dashboard.
pub fn learn() -> LocalPath {
    fixed("/learn")
}

/// A lesson.
pub fn lesson(slug: &str) -> LocalPath {
    below("/learn/", slug)
}

/// A lesson, with its video at a second.
pub fn lesson_at(slug: &str, second: u32) -> LocalPath {
    LocalPath(format!("{}?at={second}", lesson(slug)))
}

/// What stands below a lesson and comes later: the student's notes, and the latest questions.
pub fn beside(slug: &str) -> LocalPath {
    LocalPath(format!("{}/beside", lesson(slug)))
}

/// The questions about a lesson.
pub fn questions(slug: &str) -> LocalPath {
    LocalPath(format!("{}/questions", lesson(slug)))
}

/// A part of the questions about a lesson: their order, what they are searched for, and the page, from 1.
pub fn questions_page(slug: &str, order: &str, search: &str, page: u32) -> LocalPath {
    with_query(questions(slug), &[("order", order), ("q", search), ("page", &later(page))])
}

/// The form for a new question about a lesson.
pub fn ask(slug: &str) -> LocalPath {
    LocalPath(format!("{}/ask", questions(slug)))
}

/// A question with its answers.
pub fn question(slug: &str, id: &str) -> LocalPath {
    below(&format!("{}/", questions(slug)), id)
}

/// A page of a question's answers, from 1.
pub fn question_page(slug: &str, id: &str, page: u32) -> LocalPath {
    with_query(question(slug, id), &[("page", &later(page))])
}

/// A lesson, at one's notes.
pub fn lesson_notes(slug: &str) -> LocalPath {
    LocalPath(format!("{}#notes", lesson(slug)))
}

/// A student's own notes and bookmarks.
pub fn notes() -> LocalPath {
    fixed("/learn/notes")
}

/// A student's own notes of one lesson, by its slug; all where it is empty.
pub fn notes_of(lesson: &str) -> LocalPath {
    with_query(notes(), &[("lesson", lesson)])
}

/// A student's own note among those of its lesson.
pub fn note(lesson: &str, id: &str) -> LocalPath {
    below(&format!("{}#note-", notes_of(lesson)), id)
}

/// A page of a student's own notes: of a lesson, with some words in them; each may be empty.
pub fn notes_page(lesson: &str, search: &str, page: u32) -> LocalPath {
    with_query(notes(), &[("lesson", lesson), ("q", search), ("page", &later(page))])
}

/// All of a student's own notes as a file.
pub fn notes_file() -> LocalPath {
    fixed("/learn/notes.md")
}

/// One's own certificate.
pub fn own_certificate() -> LocalPath {
    fixed("/learn/certificate")
}

/// The same after the student chose something for it.
pub fn own_certificate_saved() -> LocalPath {
    fixed("/learn/certificate?saved=1")
}

/// A student's own certificate as a PDF.
pub fn own_certificate_pdf() -> LocalPath {
    fixed("/learn/certificate.pdf")
}

/// A student's own certificate as an SVG; `version` names what is drawn, for browsers that remember pictures.
pub fn own_certificate_svg(version: &str) -> LocalPath {
    below("/learn/certificate.svg?v=", version)
}

/// Where a certificate's code can be typed in.
pub fn certificates() -> LocalPath {
    fixed("/certificates")
}

/// What anybody may see of a certificate.
pub fn certificate(code: &str) -> LocalPath {
    below("/certificates/", code)
}

/// Search in the course; a form adds what is looked for.
pub fn search() -> LocalPath {
    fixed("/learn/search")
}

/// A file of a lesson.
pub fn lesson_file(lesson: &str, file: AttachmentId) -> LocalPath {
    LocalPath(format!("{}/files/{file}", self::lesson(lesson)))
}

/// A picture in the text of a lesson. It keeps its address whatever the lesson is called.
pub fn picture(image: ImageId) -> LocalPath {
    LocalPath(format!("/pictures/{image}"))
}

/// Where a file is given out to whom the token names.
pub fn media(token: &str) -> LocalPath {
    below("/media/", token)
}
