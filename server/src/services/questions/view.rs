//! What pages show of questions.

use crate::repo::questions::desk::DeskLine;
use crate::repo::questions::reading::{QuestionLine, SimilarLine};
use crate::repo::rows;
use app::api::dto::{DeskQuestion, LessonPlace, QuestionRow, QuestionState, SimilarQuestion};
use domain::ids::{QuestionId, UserId};
use domain::question::shown_name;
use entity::lesson;

/// The lesson that questions are about.
pub fn place(lesson: &lesson::Model) -> LessonPlace {
    LessonPlace { slug: lesson.slug.clone(), title: lesson.title.clone(), has_video: lesson.vimeo_id.is_some() }
}

/// A question in a list.
pub fn row(line: QuestionLine, reader: UserId) -> QuestionRow {
    QuestionRow {
        id: QuestionId(line.id),
        title: line.title,
        at_s: line.at_s.map(rows::count),
        author: shown_name(&line.author_name),
        own: line.author_id == reader.0,
        votes: rows::count(line.votes),
        voted: line.voted,
        answers: counted(line.answers),
        state: state(&line.state, line.answered_at.is_some()),
        created_at: line.created_at,
    }
}

/// A question that was asked before.
pub fn similar(line: SimilarLine) -> SimilarQuestion {
    SimilarQuestion { id: QuestionId(line.id), title: line.title, answers: counted(line.answers), answered: line.answered_at.is_some() }
}

/// A question as the creator sees it.
pub fn desk(line: DeskLine) -> DeskQuestion {
    DeskQuestion {
        id: QuestionId(line.id),
        title: line.title,
        html: line.html,
        at_s: line.at_s.map(rows::count),
        author: shown_name(&line.author_name),
        lesson: line.lesson,
        votes: rows::count(line.votes),
        answers: counted(line.answers),
        state: state(&line.state, line.answered_at.is_some()),
        reports: counted(line.reports),
        created_at: line.created_at,
    }
}

fn state(name: &str, answered: bool) -> QuestionState {
    match (name, answered) {
        ("open", true) => QuestionState::Answered,
        ("open", false) => QuestionState::Open,
        _ => QuestionState::Hidden,
    }
}

fn counted(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
