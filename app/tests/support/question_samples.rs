//! Questions in which people wrote `typed` wherever they can write.

use super::now;
use app::api::dto::{
    AnswerState, AnswerView, AskView, DeskAnswer, DeskQuestion, DeskThread, DeskView, Kept, LessonPlace, OwnPost, Page, QuestionList,
    QuestionRow, QuestionState, SimilarQuestion, ThreadView, Typed,
};
use app::api::error::{Field, FieldError, Problem};
use domain::ids::{AnswerId, QuestionId};
use domain::question::ReportReason;

fn id() -> QuestionId {
    QuestionId("0190b5a8-0000-7000-8000-00000000000a".parse().expect("an id"))
}

fn place() -> LessonPlace {
    LessonPlace { slug: "talk-to-five-people".into(), title: "Talk to five people".into(), has_video: true }
}

fn row(typed: &str) -> QuestionRow {
    QuestionRow {
        id: id(),
        title: typed.into(),
        at_s: Some(192),
        author: typed.into(),
        own: false,
        votes: 2,
        voted: true,
        answers: 1,
        state: QuestionState::Answered,
        created_at: now(),
    }
}

fn page<T>(row: T) -> Page<T> {
    Page { rows: vec![row], number: 2, pages: 3, total: 41 }
}

/// A form that was refused.
pub fn kept(typed: &str) -> Kept {
    let problems = vec![FieldError { field: Field::Text, problem: Problem::TooLong }];
    Kept { typed: Typed { title: typed.into(), text: typed.into(), moment: typed.into() }, problems, wait_until: Some(now()) }
}

fn answer(typed: &str) -> AnswerView {
    AnswerView {
        id: AnswerId("0190b5a8-0000-7000-8000-00000000000b".parse().expect("an id")),
        author: typed.into(),
        by_creator: true,
        state: AnswerState::Accepted,
        html: "<p>Because.</p>".into(),
        created_at: now(),
        edited_at: Some(now()),
        own: Some(OwnPost { kept: kept(typed), may_edit: true, may_delete: true }),
        reported: false,
    }
}

/// The questions about a lesson.
pub fn question_list(typed: &str) -> QuestionList {
    QuestionList { lesson: place(), page: page(row(typed)) }
}

/// A question with an answer, both the reader's own.
pub fn thread(typed: &str) -> ThreadView {
    ThreadView {
        lesson: place(),
        question: QuestionRow { own: true, ..row(typed) },
        html: "<p>Why?</p>".into(),
        edited_at: None,
        own: Some(OwnPost { kept: kept(typed), may_edit: true, may_delete: true }),
        reported: false,
        answers: page(answer(typed)),
    }
}

/// A form for a question that sounds like another.
pub fn ask(typed: &str) -> AskView {
    let similar = vec![SimilarQuestion { id: id(), title: typed.into(), answers: 1, answered: false }];
    AskView { lesson: place(), kept: kept(typed), similar }
}

fn desk_question(typed: &str) -> DeskQuestion {
    DeskQuestion {
        id: id(),
        title: typed.into(),
        html: "<p>Why?</p>".into(),
        at_s: Some(192),
        author: typed.into(),
        lesson: typed.into(),
        votes: 2,
        answers: 1,
        state: QuestionState::Hidden,
        reports: 2,
        created_at: now(),
    }
}

/// The creator's list.
pub fn desk(typed: &str) -> DeskView {
    DeskView { page: page(desk_question(typed)), open: 4, reported: 1 }
}

/// One question on the creator's desk.
pub fn desk_thread(typed: &str) -> DeskThread {
    let reports = vec![ReportReason::Spam, ReportReason::Spam];
    let answers = page(DeskAnswer { answer: answer(typed), reports: reports.clone() });
    DeskThread { question: desk_question(typed), reports, answers, kept: kept(typed) }
}
