//! Questions below lessons.

use super::{AdminActor, StudentActor};
use crate::api::Result;
use crate::api::dto::{
    AskView, DeskFilter, DeskThread, DeskView, Kept, Posted, QuestionList, QuestionOrder, SimilarQuestion, ThreadView, Typed, Votes,
};
use async_trait::async_trait;
use domain::ids::{AnswerId, QuestionId};
use domain::question::{Post, ReportReason};

/// Which questions about a lesson are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionQuery {
    /// The lesson's slug.
    pub lesson: String,
    /// Which of them, in what order.
    pub order: QuestionOrder,
    /// Words that they contain; empty is all.
    pub search: String,
    /// The page, from 1.
    pub page: u32,
    /// How many there are on a page.
    pub size: u32,
}

/// A question to ask.
#[derive(Clone, Debug)]
pub struct NewQuestion {
    /// The lesson's slug.
    pub lesson: String,
    /// What was typed.
    pub typed: Typed,
    /// Similar ones were shown already.
    pub anyway: bool,
    /// A browser without scripts asks: what cannot be taken is kept for its form.
    pub keep: bool,
}

/// A text for a post.
#[derive(Clone, Debug)]
pub struct NewText<T> {
    /// Where it goes.
    pub about: T,
    /// What was typed.
    pub typed: Typed,
    /// A browser without scripts sends it: what cannot be taken is kept for its form.
    pub keep: bool,
}

/// Questions for those who may open the lesson. To others there are none, and what another hid does not exist.
#[async_trait]
pub trait Questions: Send + Sync {
    /// The questions about a lesson.
    async fn list(&self, student: &StudentActor, query: &QuestionQuery) -> Result<QuestionList>;
    /// A question with a page of its answers.
    async fn thread(&self, student: &StudentActor, lesson: &str, question: QuestionId, page: u32) -> Result<ThreadView>;
    /// The form for a new question.
    async fn form(&self, student: &StudentActor, lesson: &str) -> Result<AskView>;
    /// What the form for an answer begins with.
    async fn answer_form(&self, student: &StudentActor, question: QuestionId) -> Result<Kept>;
    /// What was asked about a lesson before and sounds like a title.
    async fn similar(&self, student: &StudentActor, lesson: &str, title: &str) -> Result<Vec<SimilarQuestion>>;
    /// Asks. Similar ones are answered instead, unless they were shown already.
    async fn ask(&self, student: &StudentActor, command: NewQuestion) -> Result<Posted>;
    /// Answers.
    async fn answer(&self, student: &StudentActor, command: NewText<QuestionId>) -> Result<Posted>;
    /// Changes one's own post, within a day.
    async fn edit(&self, student: &StudentActor, command: NewText<Post>) -> Result<Posted>;
    /// Deletes one's own post, while nobody relies on it.
    async fn delete(&self, student: &StudentActor, post: Post) -> Result<()>;
    /// Accepts an answer to one's own question, or accepts it no longer. One at most is accepted.
    async fn accept(&self, student: &StudentActor, answer: AnswerId, accepted: bool) -> Result<()>;
    /// Votes for another's question, or takes the vote back. Doing it twice is doing it once.
    async fn vote(&self, student: &StudentActor, question: QuestionId, voted: bool) -> Result<Votes>;
    /// Reports another's post, once.
    async fn report(&self, student: &StudentActor, post: Post, reason: ReportReason) -> Result<()>;
}

/// The creator's desk: questions of all lessons, answers, and what should not be seen.
#[async_trait]
pub trait QuestionDesk: Send + Sync {
    /// Questions. `page` counts from 1.
    async fn list(&self, admin: &AdminActor, show: DeskFilter, search: &str, page: u32) -> Result<DeskView>;
    /// One question with a page of its answers.
    async fn thread(&self, admin: &AdminActor, question: QuestionId, page: u32) -> Result<DeskThread>;
    /// Answers as the creator.
    async fn answer(&self, admin: &AdminActor, command: NewText<QuestionId>) -> Result<Posted>;
    /// Changes an answer that this admin gave.
    async fn edit_answer(&self, admin: &AdminActor, command: NewText<AnswerId>) -> Result<Posted>;
    /// Takes a post out of sight, or shows it again. Reports of a hidden post are dealt with by that.
    async fn set_hidden(&self, admin: &AdminActor, post: Post, hidden: bool) -> Result<()>;
    /// Deletes an answer.
    async fn delete_answer(&self, admin: &AdminActor, answer: AnswerId) -> Result<()>;
    /// The reports of a post need nothing to be done.
    async fn dismiss_reports(&self, admin: &AdminActor, post: Post) -> Result<()>;
}
