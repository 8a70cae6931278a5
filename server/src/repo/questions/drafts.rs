//! What was typed into a form that could not be taken, for browsers without scripts. Never in an address.

use crate::error::Result;
use app::api::dto::Typed;
use chrono::{DateTime, Utc};
use entity::question_draft;
use entity::question_draft::{Column, Entity};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a question about a lesson.
    Ask(Uuid),
    /// For an answer to a question.
    Answer(Uuid),
    /// For a change of a post.
    Edit(Uuid),
}

impl Form {
    fn key(self) -> (&'static str, Uuid) {
        match self {
            Self::Ask(lesson) => ("ask", lesson),
            Self::Answer(question) => ("answer", question),
            Self::Edit(post) => ("edit", post),
        }
    }
}

/// Keeps what a person typed into a form, in the place of what was kept for it before.
pub async fn keep(db: &impl ConnectionTrait, user: Uuid, form: Form, typed: &Typed, now: DateTime<Utc>) -> Result<()> {
    let (kind, about) = form.key();
    let text = |text: &str| text.replace('\0', "");
    let row = question_draft::ActiveModel {
        user_id: Set(user),
        kind: Set(kind.to_owned()),
        about: Set(about),
        title: Set(text(&typed.title)),
        source: Set(text(&typed.text)),
        moment: Set(text(&typed.moment)),
        kept_at: Set(now),
    };
    let again = OnConflict::columns([Column::UserId, Column::Kind, Column::About])
        .update_columns([Column::Title, Column::Source, Column::Moment, Column::KeptAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// What is kept of a form.
pub async fn kept(db: &impl ConnectionTrait, user: Uuid, form: Form) -> Result<Option<Typed>> {
    let (kind, about) = form.key();
    let found = Entity::find_by_id((user, kind.to_owned(), about)).one(db).await?;
    Ok(found.map(|draft| Typed { title: draft.title, text: draft.source, moment: draft.moment }))
}

/// What is kept of the forms for changes of some posts.
pub async fn kept_edits(db: &impl ConnectionTrait, user: Uuid, posts: &[Uuid]) -> Result<Vec<(Uuid, Typed)>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let query =
        Entity::find().filter(Column::UserId.eq(user)).filter(Column::Kind.eq("edit")).filter(Column::About.is_in(posts.iter().copied()));
    let found = query.all(db).await?;
    Ok(found.into_iter().map(|draft| (draft.about, Typed { title: draft.title, text: draft.source, moment: draft.moment })).collect())
}

/// Forgets what is kept of a form.
pub async fn forget(db: &impl ConnectionTrait, user: Uuid, form: Form) -> Result<()> {
    let (kind, about) = form.key();
    Entity::delete_by_id((user, kind.to_owned(), about)).exec(db).await?;
    Ok(())
}

/// Forgets what was kept before a moment.
pub async fn forget_before(db: &impl ConnectionTrait, moment: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::KeptAt.lt(moment)).exec(db).await?;
    Ok(())
}
