//! Questions below lessons: who may see, ask, answer and change what. What the creator does about them is in [`desk`].

mod check;
mod desk;
pub mod finding;
mod letters;
mod reading;
mod view;
mod writing;

pub use check::forget_old;
pub use desk::DeskService;
pub use finding::put as let_be_found;
pub use writing::{AnswerRow, QuestionRow, answer_row, question_row};

use super::learning;
use crate::core::Core;
use crate::error::Result;
use crate::repo::questions as repo;
use app::api::dto::{AskView, Kept, Posted, QuestionList, SimilarQuestion, ThreadView, Votes};
use app::api::ports::{NewQuestion, NewText, QuestionQuery, Questions, StudentActor};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::ids::{AnswerId, LessonId, QuestionId};
use domain::question::{Post, ReportReason};
use entity::{lesson, question};
use std::sync::Arc;

/// Questions over the database.
pub struct QuestionsService(pub Arc<Core>);

#[async_trait]
impl Questions for QuestionsService {
    async fn list(&self, student: &StudentActor, query: &QuestionQuery) -> api::Result<QuestionList> {
        Ok(reading::list(&self.0, student, query).await?)
    }

    async fn thread(&self, student: &StudentActor, lesson: &str, question: QuestionId, page: u32) -> api::Result<ThreadView> {
        Ok(reading::thread(&self.0, student, lesson, question, page).await?)
    }

    async fn form(&self, student: &StudentActor, lesson: &str) -> api::Result<AskView> {
        Ok(reading::form(&self.0, student, lesson).await?)
    }

    async fn answer_form(&self, student: &StudentActor, question: QuestionId) -> api::Result<Kept> {
        Ok(reading::answer_form(&self.0, student, question).await?)
    }

    async fn similar(&self, student: &StudentActor, lesson: &str, title: &str) -> api::Result<Vec<SimilarQuestion>> {
        let lesson = open_lesson(&self.0, student, lesson).await?;
        Ok(reading::similar(&self.0, lesson.id, title).await?)
    }

    async fn ask(&self, student: &StudentActor, command: NewQuestion) -> api::Result<Posted> {
        Ok(writing::ask(&self.0, student, command).await?)
    }

    async fn answer(&self, student: &StudentActor, command: NewText<QuestionId>) -> api::Result<Posted> {
        Ok(writing::answer(&self.0, student, command).await?)
    }

    async fn edit(&self, student: &StudentActor, command: NewText<Post>) -> api::Result<Posted> {
        Ok(writing::edit(&self.0, student, command).await?)
    }

    async fn delete(&self, student: &StudentActor, post: Post) -> api::Result<()> {
        Ok(writing::delete(&self.0, student, post).await?)
    }

    async fn accept(&self, student: &StudentActor, answer: AnswerId, accepted: bool) -> api::Result<()> {
        Ok(writing::accept(&self.0, student, answer, accepted).await?)
    }

    async fn vote(&self, student: &StudentActor, question: QuestionId, voted: bool) -> api::Result<Votes> {
        Ok(writing::vote(&self.0, student, question, voted).await?)
    }

    async fn report(&self, student: &StudentActor, post: Post, reason: ReportReason) -> api::Result<()> {
        Ok(writing::report(&self.0, student, post, reason).await?)
    }
}

/// A lesson that a student may open now. The error says why not.
async fn open_lesson(core: &Core, student: &StudentActor, slug: &str) -> Result<lesson::Model> {
    let lesson = repo::lesson(core.db.read(), slug, core.now()).await?.ok_or(ApiError::NotFound)?;
    learning::may_open(core, student.user.into(), LessonId(lesson.id)).await?;
    Ok(lesson)
}

/// A question that a student may see, of a lesson that the student may open now.
async fn seen_question(core: &Core, student: &StudentActor, id: QuestionId) -> Result<question::Model> {
    let question = repo::question(core.db.read(), id.into()).await?.ok_or(ApiError::NotFound)?;
    if question.state != "open" && question.author_id != student.user.0 {
        return Err(ApiError::NotFound.into());
    }
    learning::may_open(core, student.user.into(), LessonId(question.lesson_id)).await?;
    Ok(question)
}

/// An answer that a student may see, with its question.
async fn seen_answer(core: &Core, student: &StudentActor, id: AnswerId) -> Result<(entity::question_answer::Model, question::Model)> {
    let answer = repo::answer(core.db.read(), id.into()).await?.ok_or(ApiError::NotFound)?;
    if answer.state != "open" && answer.author_id != student.user.0 {
        return Err(ApiError::NotFound.into());
    }
    let question = seen_question(core, student, QuestionId(answer.question_id)).await?;
    Ok((answer, question))
}
