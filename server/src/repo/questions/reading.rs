//! What students read.

use super::{Slice, contains, holding};
use crate::error::Result;
use crate::repo::statements::statement;
use app::api::dto::QuestionOrder;
use chrono::{DateTime, Utc};
use domain::search::indexed;
use entity::question_answer;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Value};
use uuid::Uuid;

/// A question as one student sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct QuestionLine {
    /// Its id.
    pub id: Uuid,
    /// What it asks.
    pub title: String,
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
    pub author_id: Uuid,
    /// That person's name.
    pub author_name: String,
    /// How many answers are in sight.
    pub answers: i64,
    /// Whether the student has it too.
    pub voted: bool,
}

/// What a list of questions asks for.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// Who reads.
    pub student: Uuid,
    /// The lesson.
    pub lesson: Uuid,
    /// Which of them, in what order.
    pub order: QuestionOrder,
    /// Words that they contain; empty is all.
    pub search: &'a str,
}

const LINE: &str = "SELECT q.id, q.title, q.at_s, q.votes, q.state, q.answered_at, q.created_at, q.author_id, u.name AS author_name,
        (SELECT COUNT(*) FROM question_answers a WHERE a.question_id = q.id AND a.state = 'open') AS answers,
        EXISTS (SELECT 1 FROM question_votes v WHERE v.question_id = q.id AND v.user_id = $1) AS voted
    FROM questions q JOIN users u ON u.id = q.author_id";

impl Listing<'_> {
    /// The condition, and its values: student and lesson first, the words from parameter number `words` on.
    fn condition(&self, words: usize) -> (String, Vec<Value>) {
        let (found, patterns) = contains(self.search, words);
        let unanswered = if self.order == QuestionOrder::Unanswered { " AND q.answered_at IS NULL" } else { "" };
        (format!("q.lesson_id = $2 AND (q.state = 'open' OR q.author_id = $1) AND {found}{unanswered}"), patterns)
    }

    fn order_by(&self) -> &'static str {
        match self.order {
            QuestionOrder::Votes => "q.votes DESC, q.created_at DESC, q.id DESC",
            QuestionOrder::Newest | QuestionOrder::Unanswered => "q.created_at DESC, q.id DESC",
        }
    }
}

/// A page of the questions about a lesson. What else a line shows is read for the lines of the page alone.
pub async fn list(db: &impl ConnectionTrait, listing: &Listing<'_>, slice: Slice) -> Result<Vec<QuestionLine>> {
    let (condition, patterns) = listing.condition(5);
    let order = listing.order_by();
    let sql = format!(
        "{LINE} WHERE q.id IN (SELECT q.id FROM questions q WHERE {condition} ORDER BY {order} LIMIT $3 OFFSET $4) ORDER BY {order}"
    );
    let values = [listing.student.into(), listing.lesson.into(), slice.take.into(), slice.skip.into()].into_iter().chain(patterns);
    Ok(QuestionLine::find_by_statement(statement(db.get_database_backend(), &sql, values)).all(db).await?)
}

/// How many questions about a lesson there are.
pub async fn count(db: &impl ConnectionTrait, listing: &Listing<'_>) -> Result<u64> {
    let (condition, patterns) = listing.condition(3);
    let sql = format!("SELECT COUNT(*) AS n FROM questions q WHERE {condition}");
    number(db, &sql, [listing.student.into(), listing.lesson.into()].into_iter().chain(patterns)).await
}

/// A question that a student may see.
pub async fn line(db: &impl ConnectionTrait, student: Uuid, question: Uuid) -> Result<Option<QuestionLine>> {
    let sql = format!("{LINE} WHERE q.id = $2 AND (q.state = 'open' OR q.author_id = $1)");
    Ok(QuestionLine::find_by_statement(statement(db.get_database_backend(), &sql, [student.into(), question.into()])).one(db).await?)
}

/// A question that was asked before.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SimilarLine {
    /// Its id.
    pub id: Uuid,
    /// What it asks.
    pub title: String,
    /// Since when it is answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// How many answers are in sight.
    pub answers: i64,
}

/// The open questions about a lesson whose titles have most of some words, `most` of them. Half of the words must be there.
pub async fn similar(db: &impl ConnectionTrait, lesson: Uuid, words: &[String], most: u32) -> Result<Vec<SimilarLine>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let has = |index: usize| format!("(CASE WHEN q.title_words LIKE ${} THEN 1 ELSE 0 END)", index + 4);
    let found = (0..words.len()).map(has).collect::<Vec<_>>().join(" + ");
    let sql = format!(
        "SELECT s.id, s.title, s.answered_at,
            (SELECT COUNT(*) FROM question_answers a WHERE a.question_id = s.id AND a.state = 'open') AS answers
        FROM (SELECT q.id, q.title, q.answered_at, q.votes, q.created_at, {found} AS found
            FROM questions q WHERE q.lesson_id = $1 AND q.state = 'open') s
        WHERE s.found >= $2 ORDER BY s.found DESC, s.votes DESC, s.created_at DESC LIMIT $3"
    );
    let enough = i64::try_from(words.len().div_ceil(2)).unwrap_or(i64::MAX);
    let words = words.iter().map(|word| holding(&indexed(word)));
    let values = [lesson.into(), enough.into(), i64::from(most).into()].into_iter().chain(words);
    Ok(SimilarLine::find_by_statement(statement(db.get_database_backend(), &sql, values)).all(db).await?)
}

/// An answer with its writer's name.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AnswerLine {
    /// Its id.
    pub id: Uuid,
    /// Who answers.
    pub author_id: Uuid,
    /// That person's name.
    pub author_name: String,
    /// Whether the creator answers.
    pub by_creator: bool,
    /// The Markdown.
    pub source: String,
    /// What it was sanitised to.
    pub html: String,
    /// `open` or `hidden`.
    pub state: String,
    /// Since when it is accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Whether the reader has reported it.
    pub reported: bool,
}

const ANSWERS: &str = "SELECT a.id, a.author_id, u.name AS author_name, a.by_creator, a.source, a.html, a.state, a.accepted_at,
        a.created_at, a.edited_at,
        EXISTS (SELECT 1 FROM question_reports r WHERE r.answer_id = a.id AND r.user_id = $1) AS reported
    FROM question_answers a JOIN users u ON u.id = a.author_id";

/// A page of the answers that a reader may see: the accepted one, the creator's, the others, each oldest first. `all` are those out
/// of sight too, in the order of time.
pub async fn answers(db: &impl ConnectionTrait, reader: Uuid, question: Uuid, all: bool, slice: Slice) -> Result<Vec<AnswerLine>> {
    let sql = if all {
        format!("{ANSWERS} WHERE a.question_id = $2 ORDER BY a.created_at, a.id LIMIT $3 OFFSET $4")
    } else {
        format!(
            "{ANSWERS} WHERE a.question_id = $2 AND (a.state = 'open' OR a.author_id = $1)
            ORDER BY CASE WHEN a.accepted_at IS NOT NULL THEN 0 WHEN a.by_creator THEN 1 ELSE 2 END, a.created_at, a.id
            LIMIT $3 OFFSET $4"
        )
    };
    let values = [reader.into(), question.into(), slice.take.into(), slice.skip.into()];
    Ok(AnswerLine::find_by_statement(statement(db.get_database_backend(), &sql, values)).all(db).await?)
}

/// So many answers are found with their question.
const FOUND: u64 = 50;

/// What the answers in sight say, in Markdown, the creator's first.
pub async fn sources(db: &impl ConnectionTrait, question: Uuid) -> Result<Vec<String>> {
    let query = question_answer::Entity::find()
        .select_only()
        .column(question_answer::Column::Source)
        .filter(question_answer::Column::QuestionId.eq(question))
        .filter(question_answer::Column::State.eq("open"))
        .order_by_desc(question_answer::Column::ByCreator)
        .order_by_asc(question_answer::Column::CreatedAt)
        .limit(FOUND);
    Ok(query.into_tuple().all(db).await?)
}

/// How many answers a reader may see; `all` are those out of sight too.
pub async fn count_answers(db: &impl ConnectionTrait, reader: Uuid, question: Uuid, all: bool) -> Result<u64> {
    let sql = "SELECT COUNT(*) AS n FROM question_answers a
        WHERE a.question_id = $2 AND (a.state = 'open' OR a.author_id = $1 OR $3)";
    number(db, sql, [reader.into(), question.into(), all.into()]).await
}

/// Whether a person has reported a question.
pub async fn has_reported(db: &impl ConnectionTrait, user: Uuid, question: Uuid) -> Result<bool> {
    let sql = "SELECT COUNT(*) AS n FROM question_reports r WHERE r.user_id = $1 AND r.question_id = $2";
    Ok(number(db, sql, [user.into(), question.into()]).await? > 0)
}

/// A number that a statement names `n`.
pub(super) async fn number(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64> {
    #[derive(FromQueryResult)]
    struct Row {
        n: i64,
    }
    let row = Row::find_by_statement(statement(db.get_database_backend(), sql, values)).one(db).await?;
    Ok(row.map_or(0, |row| u64::try_from(row.n).unwrap_or_default()))
}
