//! The creator's desk: questions of all lessons.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{DeskThread, DeskView, Posted};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{is_plain_form_post, lead_on, require_admin, services},
    dto::{DeskFilter, Typed},
    ports::NewText,
};
#[cfg(feature = "ssr")]
use crate::paths;

/// Questions: `show` is `answered`, `reported`, `hidden`, or empty for those that wait; `q` are words to find; `page` counts from 1.
#[server(endpoint = "admin/questions", input = GetUrl)]
pub async fn list(#[server(default)] show: String, #[server(default)] q: String, page: u32) -> Result<DeskView> {
    let admin = require_admin()?;
    services().question_desk.list(&admin, DeskFilter::from_name(&show), &q, page).await
}

/// One question with its answers, whose `page` counts from 1.
#[server(endpoint = "admin/question", input = GetUrl)]
pub async fn thread(question: String, page: u32) -> Result<DeskThread> {
    let admin = require_admin()?;
    let question = question.parse().map_err(|_| ApiError::NotFound)?;
    services().question_desk.thread(&admin, question, page).await
}

/// Answers as the creator. Without WASM it leads to the question.
#[server(endpoint = "admin/answer_question")]
pub async fn answer(question: String, #[server(default)] text: String) -> Result<Posted> {
    let admin = require_admin()?;
    let about = question.parse().map_err(|_| ApiError::BadRequest)?;
    let typed = Typed { text, ..Typed::default() };
    let posted = services().question_desk.answer(&admin, NewText { about, typed, keep: is_plain_form_post() }).await?;
    lead_on(&paths::admin_question(&question));
    Ok(posted)
}

/// Changes an answer that this admin gave to a question. Without WASM it leads to the question.
#[server(endpoint = "admin/edit_answer")]
pub async fn edit_answer(question: String, answer: String, #[server(default)] text: String) -> Result<Posted> {
    let admin = require_admin()?;
    let about = answer.parse().map_err(|_| ApiError::BadRequest)?;
    let typed = Typed { text, ..Typed::default() };
    let posted = services().question_desk.edit_answer(&admin, NewText { about, typed, keep: is_plain_form_post() }).await?;
    lead_on(&paths::admin_question(&question));
    Ok(posted)
}

/// Takes `post`, `question/{id}` or `answer/{id}`, out of sight; without `hidden` it is shown again.
#[server(endpoint = "admin/hide_post")]
pub async fn set_hidden(post: String, hidden: Option<String>) -> Result<()> {
    let admin = require_admin()?;
    let post = post.parse().map_err(|_| ApiError::BadRequest)?;
    services().question_desk.set_hidden(&admin, post, hidden.is_some()).await
}

/// Deletes an answer.
#[server(endpoint = "admin/delete_answer")]
pub async fn delete_answer(answer: String) -> Result<()> {
    let admin = require_admin()?;
    let answer = answer.parse().map_err(|_| ApiError::BadRequest)?;
    services().question_desk.delete_answer(&admin, answer).await
}

/// The reports of `post`, `question/{id}` or `answer/{id}`, need nothing to be done.
#[server(endpoint = "admin/dismiss_reports")]
pub async fn dismiss_reports(post: String) -> Result<()> {
    let admin = require_admin()?;
    let post = post.parse().map_err(|_| ApiError::BadRequest)?;
    services().question_desk.dismiss_reports(&admin, post).await
}
