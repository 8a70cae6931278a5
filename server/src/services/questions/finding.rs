//! Lets questions be found, with what was answered to them.

use crate::error::Result;
use crate::repo::questions as repo;
use crate::repo::search::{self, Document, Kind};
use crate::security::html::plain_from_markdown;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Takes in a question as it is now, or takes it out where it is out of sight or gone. Whoever changes it, or an answer to it, calls
/// this in the same transaction.
pub async fn put(db: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    let Some(question) = repo::question(db, id).await?.filter(|question| question.state == "open") else {
        return search::remove(db, Kind::Question, id).await;
    };
    let answers = repo::reading::sources(db, id).await?;
    let texts = std::iter::once(&question.source).chain(&answers);
    let body = texts.map(|source| plain_from_markdown(source)).collect::<Vec<_>>().join(" ");
    let document = Document {
        kind: Kind::Question,
        of: id,
        lesson: question.lesson_id,
        owner: None,
        title: &question.title,
        body: &body,
        updated_at: question.edited_at.unwrap_or(question.created_at),
    };
    search::put(db, &document).await
}
