//! Questions below lessons. Every query for students names the student: what is hidden exists for its writer alone.

pub mod desk;
pub mod drafts;
pub mod limits;
pub mod posts;
pub mod reading;
pub mod votes;

use crate::error::Result;
use domain::question::Post;
use entity::{lesson, question, question_answer};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
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

/// A published lesson by its slug.
pub async fn lesson(db: &impl ConnectionTrait, slug: &str) -> Result<Option<lesson::Model>> {
    let query = lesson::Entity::find().filter(lesson::Column::Slug.eq(slug)).filter(lesson::Column::State.eq("published"));
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

/// A piece of SQL that finds `words` in what a question says, with the value to bind in the place of `parameter`.
fn contains(words: &str, parameter: &str) -> (String, String) {
    let escaped: String =
        words.to_lowercase().chars().flat_map(|c| if matches!(c, '%' | '_' | '\\') { vec!['\\', c] } else { vec![c] }).collect();
    let found = |column: &str| format!("lower(q.{column}) LIKE {parameter} ESCAPE '\\'");
    (format!("({} OR {})", found("title"), found("source")), format!("%{escaped}%"))
}
