use super::Page;
use crate::api::error::FieldError;
use chrono::{DateTime, Utc};
use domain::ids::{AnswerId, QuestionId};
use domain::question::{Post, ReportReason};
use serde::{Deserialize, Serialize};

/// The lesson that questions are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonPlace {
    /// Its address below `/learn`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Whether it has a video, whose moments can be asked about.
    pub has_video: bool,
}

/// Which questions a list shows, and in what order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionOrder {
    /// All, newest first.
    #[default]
    Newest,
    /// All, those with most votes first.
    Votes,
    /// Those that wait for an answer, newest first.
    Unanswered,
}

impl QuestionOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Votes, Self::Unanswered];

    /// The name in addresses. That of the usual one is empty.
    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "",
            Self::Votes => "votes",
            Self::Unanswered => "unanswered",
        }
    }

    /// Finds an order by its name; what is unknown is the usual one.
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.name() == name).unwrap_or_default()
    }
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionState {
    /// It waits for the creator, or for an answer that the asker accepts.
    Open,
    /// The creator answered, or the asker accepted an answer.
    Answered,
    /// It was taken out of sight. Only its asker and the creator still see it.
    Hidden,
}

/// How an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerState {
    /// It is one of the answers.
    Given,
    /// The asker accepted it.
    Accepted,
    /// It was taken out of sight. Only its writer and the creator still see it.
    Hidden,
}

/// A question in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionRow {
    /// Its id.
    pub id: QuestionId,
    /// What it asks, in one line.
    pub title: String,
    /// The second of the video that it is about.
    pub at_s: Option<u32>,
    /// Who asks, as others see them.
    pub author: String,
    /// Whether the reader asked it.
    pub own: bool,
    /// How many others have the question too.
    pub votes: u32,
    /// Whether the reader is one of them.
    pub voted: bool,
    /// How many answers it has.
    pub answers: u32,
    /// How it stands.
    pub state: QuestionState,
    /// When it was asked.
    pub created_at: DateTime<Utc>,
}

/// The questions about a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionList {
    /// The lesson.
    pub lesson: LessonPlace,
    /// The questions.
    pub page: Page<QuestionRow>,
}

/// A question that was asked before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarQuestion {
    /// Its id.
    pub id: QuestionId,
    /// What it asks, in one line.
    pub title: String,
    /// How many answers it has.
    pub answers: u32,
    /// Whether the creator answered, or the asker accepted an answer.
    pub answered: bool,
}

/// A post as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The title; answers have none.
    pub title: String,
    /// The Markdown.
    pub text: String,
    /// The moment of the video, `3:12`, or empty.
    pub moment: String,
}

/// What a form begins with: what was typed and could not be posted, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub problems: Vec<FieldError>,
    /// So much was posted already that the next is possible at this moment only.
    pub wait_until: Option<DateTime<Utc>>,
}

/// The form for a new question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskView {
    /// The lesson.
    pub lesson: LessonPlace,
    /// What it begins with.
    pub kept: Kept,
    /// What was asked before and sounds like it.
    pub similar: Vec<SimilarQuestion>,
}

/// What the writer of a post may still do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPost {
    /// What a change begins with.
    pub kept: Kept,
    /// Whether it can be changed.
    pub may_edit: bool,
    /// Whether it can be deleted.
    pub may_delete: bool,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadView {
    /// The lesson.
    pub lesson: LessonPlace,
    /// The question.
    pub question: QuestionRow,
    /// Its details, sanitised HTML.
    pub html: String,
    /// When it was changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// What the reader may do about it as its asker.
    pub own: Option<OwnPost>,
    /// Whether the reader has reported it.
    pub reported: bool,
    /// The answers: the accepted one, those of the creator, then the others, oldest first.
    pub answers: Page<AnswerView>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// Its id.
    pub id: AnswerId,
    /// Who answers, as others see them.
    pub author: String,
    /// Whether the creator of the course answers.
    pub by_creator: bool,
    /// How it stands.
    pub state: AnswerState,
    /// The text, sanitised HTML.
    pub html: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// What the reader may do about it as its writer.
    pub own: Option<OwnPost>,
    /// Whether the reader has reported it.
    pub reported: bool,
}

/// What became of a post that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Posted {
    /// It stands there.
    Done(Post),
    /// Others sound like it; it was not posted.
    Similar(Vec<SimilarQuestion>),
    /// It could not be taken and is kept; the form says why.
    Kept,
}

/// The votes of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// How many.
    pub count: u32,
    /// Whether the reader's is among them.
    pub voted: bool,
}

/// Which questions the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskFilter {
    /// Those that wait for an answer, oldest first.
    #[default]
    Open,
    /// Those that are answered, newest first.
    Answered,
    /// Those that were reported, or have an answer that was.
    Reported,
    /// Those that are out of sight, or have an answer that is.
    Hidden,
}

impl DeskFilter {
    /// Every filter.
    pub const ALL: [Self; 4] = [Self::Open, Self::Answered, Self::Reported, Self::Hidden];

    /// The name in addresses. That of the usual one is empty.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Answered => "answered",
            Self::Reported => "reported",
            Self::Hidden => "hidden",
        }
    }

    /// Finds a filter by its name; what is unknown is the usual one.
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|filter| filter.name() == name).unwrap_or_default()
    }
}

/// A question as the creator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskQuestion {
    /// Its id.
    pub id: QuestionId,
    /// What it asks, in one line.
    pub title: String,
    /// Its details, sanitised HTML.
    pub html: String,
    /// The second of the video that it is about.
    pub at_s: Option<u32>,
    /// Who asks, as others see them.
    pub author: String,
    /// The lesson's title.
    pub lesson: String,
    /// How many others have the question too.
    pub votes: u32,
    /// How many answers are in sight.
    pub answers: u32,
    /// How it stands.
    pub state: QuestionState,
    /// How many reports of it and of its answers wait.
    pub reports: u32,
    /// When it was asked.
    pub created_at: DateTime<Utc>,
}

/// A part of the panel's questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// The questions.
    pub page: Page<DeskQuestion>,
    /// How many wait for an answer.
    pub open: u64,
    /// How many were reported, or have an answer that was.
    pub reported: u64,
}

/// A question with all that belongs to it, as the creator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskThread {
    /// The question.
    pub question: DeskQuestion,
    /// Why it was reported, where that waits.
    pub reports: Vec<ReportReason>,
    /// The answers, oldest first, in sight or not.
    pub answers: Page<DeskAnswer>,
    /// What the form for an answer begins with.
    pub kept: Kept,
}

/// An answer as the creator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskAnswer {
    /// The answer.
    pub answer: AnswerView,
    /// Why it was reported, where that waits.
    pub reports: Vec<ReportReason>,
}
