//! Questions below lessons. Every query for students names the student: what is hidden exists for its writer alone.

pub mod desk;
pub mod drafts;
pub mod posts;
pub mod reading;
pub mod votes;

use super::visibility;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::question::Post;
use domain::search::Query;
use entity::{lesson, question, question_answer};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Value};
use uuid::Uuid;

/// A page of a list.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// So many rows are left out.
    pub skip: i64,
    /// So many rows follow.
    pub take: i64,
}

impl Slice {
    /// A page, from 1.
    pub fn page(number: u32, size: u32) -> Self {
        Self { skip: i64::from(number.max(1) - 1) * i64::from(size), take: i64::from(size) }
    }
}

/// A lesson that students see at `now`, by its slug.
pub async fn lesson(db: &impl ConnectionTrait, slug: &str, now: DateTime<Utc>) -> Result<Option<lesson::Model>> {
    let query = lesson::Entity::find().filter(lesson::Column::Slug.eq(slug)).filter(visibility::condition(now));
    Ok(query.one(db).await?)
}

/// A lesson by its id, whatever its state.
pub async fn lesson_by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<lesson::Model>> {
    Ok(lesson::Entity::find_by_id(id).one(db).await?)
}

/// A question by its id, whatever its state.
pub async fn question(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<question::Model>> {
    Ok(question::Entity::find_by_id(id).one(db).await?)
}

/// An answer by its id, whatever its state.
pub async fn answer(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<question_answer::Model>> {
    Ok(question_answer::Entity::find_by_id(id).one(db).await?)
}

/// The question that a post is, or belongs to.
pub async fn question_of(db: &impl ConnectionTrait, post: Post) -> Result<Option<Uuid>> {
    Ok(match post {
        Post::Question(id) => question(db, id.into()).await?.map(|question| question.id),
        Post::Answer(id) => answer(db, id.into()).await?.map(|answer| answer.question_id),
    })
}

/// A piece of SQL that finds questions with every word of what somebody typed, with the values to bind from parameter number `first`
/// on. Nothing typed finds all; signs alone find none.
fn contains(typed: &str, first: usize) -> (String, Vec<Value>) {
    let Some(query) = Query::parse(typed) else {
        return (if typed.is_empty() { "1 = 1" } else { "1 = 0" }.to_owned(), Vec::new());
    };
    let has = |number: usize| format!("(q.title_words LIKE ${number} OR q.source_words LIKE ${number})");
    let found = (first..).take(query.words().len()).map(has).collect::<Vec<_>>().join(" AND ");
    (found, query.words().iter().map(|word| holding(word)).collect())
}

/// A pattern for texts that hold a folded word, which is letters and digits.
fn holding(word: &str) -> Value {
    format!("%{word}%").into()
}
