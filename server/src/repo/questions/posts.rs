//! Questions and answers as they are written, changed and taken away.

use crate::error::Result;
use crate::repo::statements::statement;
use chrono::{DateTime, Utc};
use domain::question::{Post, ReportReason};
use domain::search::indexed;
use entity::{question, question_answer, question_report};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// A text and what it was sanitised to.
#[derive(Clone, Debug)]
pub struct Text {
    /// The Markdown.
    pub source: String,
    /// The HTML.
    pub html: String,
}

/// Writes a question down.
pub async fn insert_question(db: &impl ConnectionTrait, row: question::ActiveModel) -> Result<()> {
    question::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Writes an answer down.
pub async fn insert_answer(db: &impl ConnectionTrait, row: question_answer::ActiveModel) -> Result<()> {
    question_answer::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What a changed question says.
#[derive(Clone, Debug)]
pub struct QuestionChange {
    /// The title.
    pub title: String,
    /// The details.
    pub text: Text,
    /// The second of the video.
    pub at_s: Option<i32>,
}

/// Changes a person's own question.
pub async fn edit_question(db: &impl ConnectionTrait, author: Uuid, id: Uuid, change: QuestionChange, now: DateTime<Utc>) -> Result<bool> {
    let update = question::Entity::update_many()
        .col_expr(question::Column::TitleWords, Expr::value(indexed(&change.title)))
        .col_expr(question::Column::SourceWords, Expr::value(indexed(&change.text.source)))
        .col_expr(question::Column::Title, Expr::value(change.title))
        .col_expr(question::Column::Source, Expr::value(change.text.source))
        .col_expr(question::Column::Html, Expr::value(change.text.html))
        .col_expr(question::Column::AtS, Expr::value(change.at_s))
        .col_expr(question::Column::EditedAt, Expr::value(now))
        .filter(question::Column::Id.eq(id))
        .filter(question::Column::AuthorId.eq(author));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Changes a person's own answer.
pub async fn edit_answer(db: &impl ConnectionTrait, author: Uuid, id: Uuid, text: Text, now: DateTime<Utc>) -> Result<bool> {
    let update = question_answer::Entity::update_many()
        .col_expr(question_answer::Column::Source, Expr::value(text.source))
        .col_expr(question_answer::Column::Html, Expr::value(text.html))
        .col_expr(question_answer::Column::EditedAt, Expr::value(now))
        .filter(question_answer::Column::Id.eq(id))
        .filter(question_answer::Column::AuthorId.eq(author));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Deletes a person's own question while it has no answers, in sight or not.
pub async fn delete_question(db: &impl ConnectionTrait, author: Uuid, id: Uuid) -> Result<bool> {
    let sql = "DELETE FROM questions WHERE id = $1 AND author_id = $2
        AND NOT EXISTS (SELECT 1 FROM question_answers a WHERE a.question_id = $1)";
    let deleted = db.execute_raw(statement(db.get_database_backend(), sql, [id.into(), author.into()])).await?;
    Ok(deleted.rows_affected() == 1)
}

/// Deletes a person's own answer while it is not the accepted one.
pub async fn delete_own_answer(db: &impl ConnectionTrait, author: Uuid, id: Uuid) -> Result<bool> {
    let delete = question_answer::Entity::delete_many()
        .filter(question_answer::Column::Id.eq(id))
        .filter(question_answer::Column::AuthorId.eq(author))
        .filter(question_answer::Column::AcceptedAt.is_null());
    Ok(delete.exec(db).await?.rows_affected == 1)
}

/// Deletes an answer.
pub async fn delete_answer(db: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    Ok(question_answer::Entity::delete_by_id(id).exec(db).await?.rows_affected == 1)
}

/// No answer to a question is accepted any longer.
pub async fn accept_none(db: &impl ConnectionTrait, question: Uuid) -> Result<()> {
    let update = question_answer::Entity::update_many()
        .col_expr(question_answer::Column::AcceptedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(question_answer::Column::QuestionId.eq(question))
        .filter(question_answer::Column::AcceptedAt.is_not_null());
    update.exec(db).await?;
    Ok(())
}

/// Accepts an answer that is in sight.
pub async fn accept(db: &impl ConnectionTrait, answer: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = question_answer::Entity::update_many()
        .col_expr(question_answer::Column::AcceptedAt, Expr::value(now))
        .filter(question_answer::Column::Id.eq(answer))
        .filter(question_answer::Column::State.eq("open"));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Notes whether a question is answered now: by the creator, or by an answer that its asker accepted. The first moment stays.
pub async fn settle(db: &impl ConnectionTrait, question: Uuid, now: DateTime<Utc>) -> Result<()> {
    let sql = "UPDATE questions SET answered_at = CASE WHEN EXISTS (SELECT 1 FROM question_answers a
            WHERE a.question_id = questions.id AND a.state = 'open' AND (a.by_creator OR a.accepted_at IS NOT NULL))
        THEN COALESCE(answered_at, $2) ELSE NULL END WHERE id = $1";
    db.execute_raw(statement(db.get_database_backend(), sql, [question.into(), now.into()])).await?;
    Ok(())
}

/// Takes a post out of sight, or shows it again. `false` says that it was so already, or that there is none.
pub async fn set_state(db: &impl ConnectionTrait, post: Post, hidden: bool) -> Result<bool> {
    let state = if hidden { "hidden" } else { "open" };
    let changed = match post {
        Post::Question(id) => {
            let update = question::Entity::update_many()
                .col_expr(question::Column::State, Expr::value(state))
                .filter(question::Column::Id.eq(id.0))
                .filter(question::Column::State.ne(state));
            update.exec(db).await?
        }
        Post::Answer(id) => {
            let update = question_answer::Entity::update_many()
                .col_expr(question_answer::Column::State, Expr::value(state))
                .col_expr(question_answer::Column::AcceptedAt, Expr::value(Option::<DateTime<Utc>>::None))
                .filter(question_answer::Column::Id.eq(id.0))
                .filter(question_answer::Column::State.ne(state));
            update.exec(db).await?
        }
    };
    Ok(changed.rows_affected == 1)
}

/// Writes a report down. `false` says that this person has reported the post before.
pub async fn report(db: &impl ConnectionTrait, id: Uuid, user: Uuid, post: Post, reason: ReportReason, now: DateTime<Utc>) -> Result<bool> {
    let (question, answer) = match post {
        Post::Question(id) => (Some(id.0), None),
        Post::Answer(id) => (None, Some(id.0)),
    };
    let row = question_report::ActiveModel {
        id: Set(id),
        user_id: Set(user),
        question_id: Set(question),
        answer_id: Set(answer),
        reason: Set(reason.name().to_owned()),
        created_at: Set(now),
        dismissed_at: Set(None),
    };
    let again = OnConflict::new().do_nothing().to_owned();
    Ok(question_report::Entity::insert(row).on_conflict(again).exec_without_returning(db).await? == 1)
}

/// The reports of a post wait no longer. Gives how many did.
pub async fn dismiss_reports(db: &impl ConnectionTrait, post: Post, now: DateTime<Utc>) -> Result<u64> {
    let about = match post {
        Post::Question(id) => question_report::Column::QuestionId.eq(id.0),
        Post::Answer(id) => question_report::Column::AnswerId.eq(id.0),
    };
    let update = question_report::Entity::update_many()
        .col_expr(question_report::Column::DismissedAt, Expr::value(now))
        .filter(about)
        .filter(question_report::Column::DismissedAt.is_null());
    Ok(update.exec(db).await?.rows_affected)
}
