//! The texts that can be searched. One interface over SQLite's FTS5 and PostgreSQL's full text.

use super::statements::statement;
use super::visibility;
use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use domain::search::{Query, indexed};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// So much of a title can be searched, in characters.
const LONGEST_TITLE: usize = 300;
/// So much of a text can be searched, in characters.
const LONGEST_BODY: usize = 50_000;

/// What a document is the text of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A lesson.
    Lesson,
    /// A question about a lesson, with its answers.
    Question,
    /// A student's note beside a lesson.
    Note,
}

impl Kind {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Question => "question",
            Self::Note => "note",
        }
    }

    fn from_name(name: &str) -> Result<Self> {
        let kinds = [Self::Lesson, Self::Question, Self::Note];
        kinds.into_iter().find(|kind| kind.name() == name).ok_or_else(|| Fault::stored(format!("kind of document {name}")))
    }
}

/// A text to be found.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// What it is the text of.
    pub kind: Kind,
    /// Of which one.
    pub of: Uuid,
    /// The lesson that it belongs to.
    pub lesson: Uuid,
    /// The only one who finds it: the writer of a note, and nobody else's.
    pub owner: Option<Uuid>,
    /// Its title; empty where it has none.
    pub title: &'a str,
    /// Its text, without markup.
    pub body: &'a str,
    /// When it was written.
    pub updated_at: DateTime<Utc>,
}

/// A text that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it is the text of.
    pub kind: Kind,
    /// Of which one.
    pub of: Uuid,
    /// The lesson that it belongs to.
    pub lesson: Uuid,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// When it was written.
    pub updated_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct FoundRow {
    kind: String,
    ref_id: Uuid,
    lesson_id: Uuid,
    title: String,
    body: String,
    updated_at: DateTime<Utc>,
}

const PUT: &str = "INSERT INTO search_documents (kind, ref_id, lesson_id, owner_id, title, body, title_words, body_words, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (kind, ref_id) DO UPDATE SET lesson_id = excluded.lesson_id, owner_id = excluded.owner_id, title = excluded.title,
        body = excluded.body, title_words = excluded.title_words, body_words = excluded.body_words, updated_at = excluded.updated_at";

/// Lets a text be found, in the transaction that writes it. What stood there for the same thing is replaced.
pub async fn put(db: &impl ConnectionTrait, document: &Document<'_>) -> Result<()> {
    let (title, body) = (line(document.title, LONGEST_TITLE), line(document.body, LONGEST_BODY));
    let (title_words, body_words) = (indexed(&title), indexed(&body));
    let values = [
        document.kind.name().into(),
        document.of.into(),
        document.lesson.into(),
        document.owner.into(),
        title.into(),
        body.into(),
        title_words.into(),
        body_words.into(),
        document.updated_at.into(),
    ];
    db.execute_raw(statement(db.get_database_backend(), PUT, values)).await?;
    Ok(())
}

/// Lets a text be found no more, in the transaction that hides or deletes what it is the text of.
pub async fn remove(db: &impl ConnectionTrait, kind: Kind, of: Uuid) -> Result<()> {
    let sql = "DELETE FROM search_documents WHERE kind = $1 AND ref_id = $2";
    db.execute_raw(statement(db.get_database_backend(), sql, [kind.name().into(), of.into()])).await?;
    Ok(())
}

/// Of each kind the best, so that many questions cannot push a lesson out. `MATCHES` is what differs between the databases.
const FIND: &str = "SELECT kind, ref_id, lesson_id, title, body, updated_at
    FROM (SELECT m.*, ROW_NUMBER() OVER (PARTITION BY m.kind ORDER BY m.distance, m.number) AS place FROM (MATCHES) m) r
    WHERE place <= $3";

const MATCHES_POSTGRES: &str = "SELECT d.*, -ts_rank(d.words, to_tsquery('simple', $1)) AS distance
    FROM search_documents d JOIN lessons l ON l.id = d.lesson_id AND VISIBLE
    WHERE d.words @@ to_tsquery('simple', $1) AND (d.owner_id IS NULL OR d.owner_id = $2)";

const MATCHES_SQLITE: &str = "SELECT d.*, bm25(search_index, 10.0, 1.0) AS distance
    FROM search_index JOIN search_documents d ON d.number = search_index.rowid
    JOIN lessons l ON l.id = d.lesson_id AND VISIBLE
    WHERE search_index MATCH $1 AND (d.owner_id IS NULL OR d.owner_id = $2)";

/// The texts of lessons that students see at `now` that have every word and that this person may find, the best first and `limit` of
/// each kind at most. Whether a lesson is open to the person is not asked here. One statement.
pub async fn find(db: &impl ConnectionTrait, user: Uuid, query: &Query, limit: u32, now: DateTime<Utc>) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for row in FoundRow::find_by_statement(finding(db.get_database_backend(), user, query, limit, now)).all(db).await? {
        let kind = Kind::from_name(&row.kind)?;
        found.push(Found { kind, of: row.ref_id, lesson: row.lesson_id, title: row.title, body: row.body, updated_at: row.updated_at });
    }
    found.sort_by_cached_key(|document| {
        let rank = query.rank(&document.title, &document.body);
        (std::cmp::Reverse((rank.score, document.updated_at)), document.of)
    });
    Ok(found)
}

fn finding(backend: DbBackend, user: Uuid, query: &Query, limit: u32, now: DateTime<Utc>) -> Statement {
    let matches = if backend == DbBackend::Postgres { MATCHES_POSTGRES } else { MATCHES_SQLITE };
    let sql = FIND.replace("MATCHES", matches).replace("VISIBLE", &visibility::at("$4"));
    statement(backend, &sql, [expression(backend, query).into(), user.into(), i64::from(limit).into(), now.into()])
}

/// A query in the database's own words.
fn expression(backend: DbBackend, query: &Query) -> String {
    match backend {
        DbBackend::Postgres => query.words().join(" & ") + ":*",
        _ => query.words().iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" AND ") + "*",
    }
}

const OWN_NOTES_POSTGRES: &str = "n.id IN (SELECT d.ref_id FROM search_documents d
    WHERE d.words @@ to_tsquery('simple', $3) AND d.kind = 'note' AND d.owner_id = $1)";

const OWN_NOTES_SQLITE: &str = "n.id IN (SELECT d.ref_id FROM search_index JOIN search_documents d ON d.number = search_index.rowid
    WHERE search_index MATCH $3 AND d.kind = 'note' AND d.owner_id = $1)";

/// A condition on notes `n`: they are those of person `$1` that have every word of `$3`. With it comes what `$3` is.
pub fn own_notes(backend: DbBackend, query: &Query) -> (&'static str, String) {
    let condition = if backend == DbBackend::Postgres { OWN_NOTES_POSTGRES } else { OWN_NOTES_SQLITE };
    (condition, expression(backend, query))
}

/// A text on one line, without what a database does not take, and no longer than this.
fn line(text: &str, longest: usize) -> String {
    let end = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
    let line = text[..end].split(|c: char| c.is_whitespace() || c.is_control()).filter(|piece| !piece.is_empty());
    line.collect::<Vec<_>>().join(" ")
}

/// Lessons whose text is not, or no longer, what can be found of them.
pub async fn stale_lessons(db: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let sql = "SELECT l.id FROM lessons l LEFT JOIN search_documents d ON d.kind = 'lesson' AND d.ref_id = l.id
        WHERE d.number IS NULL OR d.updated_at <> l.updated_at ORDER BY l.id";
    let rows = Row::find_by_statement(statement(db.get_database_backend(), sql, [])).all(db).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
