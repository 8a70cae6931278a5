//! What the creator reads: questions of all lessons, in sight or not.

use super::reading::number;
use super::{Slice, contains};
use crate::error::{Fault, Result};
use crate::repo::statements::statement;
use app::api::dto::DeskFilter;
use chrono::{DateTime, Utc};
use domain::question::ReportReason;
use entity::question_report;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Value};
use uuid::Uuid;

/// A question as the creator sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DeskLine {
    /// Its id.
    pub id: Uuid,
    /// What it asks.
    pub title: String,
    /// Its details.
    pub html: String,
    /// The second of the video.
    pub at_s: Option<i32>,
    /// How many have it too.
    pub votes: i32,
    /// `open` or `hidden`.
    pub state: String,
    /// Since when it is answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was asked.
    pub created_at: DateTime<Utc>,
    /// Who asks.
    pub author_name: String,
    /// The lesson's title.
    pub lesson: String,
    /// How many answers are in sight.
    pub answers: i64,
    /// How many reports of it and of its answers wait.
    pub reports: i64,
}

const LINE: &str = "SELECT q.id, q.title, q.html, q.at_s, q.votes, q.state, q.answered_at, q.created_at, u.name AS author_name,
        l.title AS lesson,
        (SELECT COUNT(*) FROM question_answers a WHERE a.question_id = q.id AND a.state = 'open') AS answers,
        (SELECT COUNT(*) FROM question_reports r WHERE r.question_id = q.id AND r.dismissed_at IS NULL)
            + (SELECT COUNT(*) FROM question_reports r JOIN question_answers a ON a.id = r.answer_id
                WHERE a.question_id = q.id AND r.dismissed_at IS NULL) AS reports
    FROM questions q JOIN users u ON u.id = q.author_id JOIN lessons l ON l.id = q.lesson_id";

const REPORTED: &str = "(EXISTS (SELECT 1 FROM question_reports r WHERE r.question_id = q.id AND r.dismissed_at IS NULL)
    OR EXISTS (SELECT 1 FROM question_reports r JOIN question_answers a ON a.id = r.answer_id
        WHERE a.question_id = q.id AND r.dismissed_at IS NULL))";

fn condition(show: DeskFilter, search: &str, words: usize) -> (String, Vec<Value>) {
    let shown = match show {
        DeskFilter::Open => "q.state = 'open' AND q.answered_at IS NULL",
        DeskFilter::Answered => "q.state = 'open' AND q.answered_at IS NOT NULL",
        DeskFilter::Reported => REPORTED,
        DeskFilter::Hidden => {
            "(q.state = 'hidden' OR EXISTS (SELECT 1 FROM question_answers a WHERE a.question_id = q.id AND a.state = 'hidden'))"
        }
    };
    let (found, patterns) = contains(search, words);
    (format!("{shown} AND {found}"), patterns)
}

/// A page of questions. Those that wait come oldest first, the others newest first.
pub async fn list(db: &impl ConnectionTrait, show: DeskFilter, search: &str, slice: Slice) -> Result<Vec<DeskLine>> {
    let (condition, patterns) = condition(show, search, 3);
    let order = if show == DeskFilter::Open { "q.created_at, q.id" } else { "q.created_at DESC, q.id DESC" };
    let sql = format!(
        "{LINE} WHERE q.id IN (SELECT q.id FROM questions q WHERE {condition} ORDER BY {order} LIMIT $1 OFFSET $2) ORDER BY {order}"
    );
    let values = [slice.take.into(), slice.skip.into()].into_iter().chain(patterns);
    Ok(DeskLine::find_by_statement(statement(db.get_database_backend(), &sql, values)).all(db).await?)
}

/// How many questions there are.
pub async fn count(db: &impl ConnectionTrait, show: DeskFilter, search: &str) -> Result<u64> {
    let (condition, patterns) = condition(show, search, 1);
    number(db, &format!("SELECT COUNT(*) AS n FROM questions q WHERE {condition}"), patterns).await
}

/// One question.
pub async fn line(db: &impl ConnectionTrait, question: Uuid) -> Result<Option<DeskLine>> {
    let sql = format!("{LINE} WHERE q.id = $1");
    Ok(DeskLine::find_by_statement(statement(db.get_database_backend(), &sql, [question.into()])).one(db).await?)
}

/// The reports of a question and of some answers that wait, with the answer, oldest first.
pub async fn reports(db: &impl ConnectionTrait, question: Uuid, answers: &[Uuid]) -> Result<Vec<(Option<Uuid>, ReportReason)>> {
    let about = Condition::any()
        .add(question_report::Column::QuestionId.eq(question))
        .add(question_report::Column::AnswerId.is_in(answers.iter().copied()));
    let query = question_report::Entity::find()
        .filter(question_report::Column::DismissedAt.is_null())
        .filter(about)
        .order_by_asc(question_report::Column::CreatedAt);
    let read = |row: question_report::Model| {
        let reason = ReportReason::from_name(&row.reason).ok_or_else(|| Fault::stored(format!("report reason {}", row.reason)))?;
        Ok((row.answer_id, reason))
    };
    query.all(db).await?.into_iter().map(read).collect()
}
