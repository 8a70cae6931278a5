//! Questions below lessons, for those who may open the lesson.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{AskView, Kept, Posted, QuestionList, SimilarQuestion, ThreadView, Votes};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{is_plain_form_post, lead_on, require_student, services},
    dto::{QuestionOrder, Typed},
    ports::{NewQuestion, NewText, QuestionQuery},
};
#[cfg(feature = "ssr")]
use crate::paths;
#[cfg(feature = "ssr")]
use domain::question::{Post, ReportReason};

/// The questions about a lesson: `order` is `votes`, `unanswered` or empty, `q` are words to find, `page` counts from 1, and
/// `size` is how many a page has, 20 at most.
#[server(endpoint = "questions/list", input = GetUrl)]
pub async fn list(
    lesson: String,
    #[server(default)] order: String,
    #[server(default)] q: String,
    page: u32,
    size: u32,
) -> Result<QuestionList> {
    let student = require_student()?;
    let query = QuestionQuery { lesson, order: QuestionOrder::from_name(&order), search: q, page, size };
    services().questions.list(&student, &query).await
}

/// A question with its answers, whose `page` counts from 1.
#[server(endpoint = "questions/thread", input = GetUrl)]
pub async fn thread(lesson: String, question: String, page: u32) -> Result<ThreadView> {
    let student = require_student()?;
    let question = question.parse().map_err(|_| ApiError::NotFound)?;
    services().questions.thread(&student, &lesson, question, page).await
}

/// The form for a new question, with what was typed and could not be posted yet.
#[server(endpoint = "questions/form", input = GetUrl)]
pub async fn form(lesson: String) -> Result<AskView> {
    let student = require_student()?;
    services().questions.form(&student, &lesson).await
}

/// What the form for an answer begins with.
#[server(endpoint = "questions/answer_form", input = GetUrl)]
pub async fn answer_form(question: String) -> Result<Kept> {
    let student = require_student()?;
    let question = question.parse().map_err(|_| ApiError::NotFound)?;
    services().questions.answer_form(&student, question).await
}

/// What was asked about a lesson before and sounds like a title.
#[server(endpoint = "questions/similar", input = GetUrl)]
pub async fn similar(lesson: String, title: String) -> Result<Vec<SimilarQuestion>> {
    let student = require_student()?;
    services().questions.similar(&student, &lesson, &title).await
}

/// Asks: `moment` is that of the video, `3:12` or empty; `anyway` says that similar questions were shown. Where a page is wanted it leads to
/// the question, or back to the form.
#[server(endpoint = "questions/ask")]
pub async fn ask(
    lesson: String,
    title: String,
    #[server(default)] text: String,
    #[server(default)] moment: String,
    anyway: Option<String>,
) -> Result<Posted> {
    let student = require_student()?;
    let typed = Typed { title, text, moment };
    let command = NewQuestion { lesson: lesson.clone(), typed, anyway: anyway.is_some(), keep: is_plain_form_post() };
    let posted = services().questions.ask(&student, command).await?;
    lead_on(&match &posted {
        Posted::Done(Post::Question(id)) => paths::question(&lesson, &id.to_string()),
        _ => paths::ask(&lesson),
    });
    Ok(posted)
}

/// Answers a question of a lesson. Where a page is wanted it leads back to the question.
#[server(endpoint = "questions/answer")]
pub async fn answer(lesson: String, question: String, #[server(default)] text: String) -> Result<Posted> {
    let student = require_student()?;
    let about = question.parse().map_err(|_| ApiError::BadRequest)?;
    let typed = Typed { text, ..Typed::default() };
    let posted = services().questions.answer(&student, NewText { about, typed, keep: is_plain_form_post() }).await?;
    lead_on(&paths::question(&lesson, &question));
    Ok(posted)
}

/// Changes one's own `post`, `question/{id}` or `answer/{id}`. Where a page is wanted it leads back to the question.
#[server(endpoint = "questions/edit")]
pub async fn edit(
    lesson: String,
    question: String,
    post: String,
    #[server(default)] title: String,
    #[server(default)] text: String,
    #[server(default)] moment: String,
) -> Result<Posted> {
    let student = require_student()?;
    let about = post.parse().map_err(|_| ApiError::BadRequest)?;
    let command = NewText { about, typed: Typed { title, text, moment }, keep: is_plain_form_post() };
    let posted = services().questions.edit(&student, command).await?;
    lead_on(&paths::question(&lesson, &question));
    Ok(posted)
}

/// Deletes one's own `post`, `question/{id}` or `answer/{id}`. Where a page is wanted it leads to what it belonged to.
#[server(endpoint = "questions/delete")]
pub async fn delete(lesson: String, question: String, post: String) -> Result<()> {
    let student = require_student()?;
    let post: Post = post.parse().map_err(|_| ApiError::BadRequest)?;
    services().questions.delete(&student, post).await?;
    lead_on(&match post {
        Post::Question(_) => paths::questions(&lesson),
        Post::Answer(_) => paths::question(&lesson, &question),
    });
    Ok(())
}

/// Accepts an answer to one's own question; without `accepted` it is accepted no longer.
#[server(endpoint = "questions/accept")]
pub async fn accept(answer: String, accepted: Option<String>) -> Result<()> {
    let student = require_student()?;
    let answer = answer.parse().map_err(|_| ApiError::BadRequest)?;
    services().questions.accept(&student, answer, accepted.is_some()).await
}

/// Votes for a question; without `voted` the vote is taken back. Again is the same.
#[server(endpoint = "questions/vote")]
pub async fn vote(question: String, voted: Option<String>) -> Result<Votes> {
    let student = require_student()?;
    let question = question.parse().map_err(|_| ApiError::BadRequest)?;
    services().questions.vote(&student, question, voted.is_some()).await
}

/// Reports another's `post`, `question/{id}` or `answer/{id}`: `reason` is `spam`, `unkind`, `private` or `off_topic`.
#[server(endpoint = "questions/report")]
pub async fn report(post: String, reason: String) -> Result<()> {
    let student = require_student()?;
    let post = post.parse().map_err(|_| ApiError::BadRequest)?;
    let reason = ReportReason::from_name(&reason).ok_or(ApiError::BadRequest)?;
    services().questions.report(&student, post, reason).await
}
