//! From the draft to what visitors see, and back. A version is never changed: to go back is to publish the old words again.

use super::change::logged;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::landing::{self, NewVersion};
use crate::services::audit;
use app::api::ApiError;
use app::api::error::Conflict;
use app::api::ports::AdminActor;
use domain::landing::LandingContent;
use entity::{landing_draft, landing_version};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::{Map, Value, json};

/// Writes the first version of a page, and the draft that goes on from it.
pub async fn first(core: &Core, db: &impl ConnectionTrait, content: &LandingContent) -> Result<()> {
    if !content.is_sound() {
        return Err(Fault::stored("a sales page that lacks a section"));
    }
    let version = NewVersion { number: 1, content, now: core.now(), by: None, restored_from: None };
    landing::publish(db, version).await?;
    landing::insert_draft(db, content, core.now()).await
}

/// The draft and the page that visitors see, while nobody else changes either.
struct Standing {
    draft: landing_draft::Model,
    content: LandingContent,
    newest: landing_version::Model,
    public: LandingContent,
}

impl Standing {
    async fn take(db: &DatabaseTransaction) -> Result<Self> {
        let draft = landing::draft_for_change(db).await?.ok_or(ApiError::NotFound)?;
        let newest = landing::published(db).await?.ok_or(ApiError::NotFound)?;
        let (content, public) = (landing::content(draft.content.clone())?, landing::content(newest.content.clone())?);
        Ok(Self { draft, content, newest, public })
    }

    /// The same, if the draft is still the one that somebody has looked at.
    async fn seen(db: &DatabaseTransaction, draft: u32) -> Result<Self> {
        let standing = Self::take(db).await?;
        if u32::try_from(standing.draft.version).is_ok_and(|version| version == draft) {
            return Ok(standing);
        }
        Err(ApiError::Conflict(Conflict::NoLongerSo).into())
    }
}

/// Lets visitors see the draft.
pub async fn publish(core: &Core, admin: &AdminActor, draft: u32) -> Result<()> {
    let transaction = core.db.begin().await?;
    let Standing { content, newest, public, .. } = Standing::seen(&transaction, draft).await?;
    if content == public {
        return Ok(());
    }
    if !content.is_finished() {
        return Err(ApiError::Conflict(Conflict::LandingUnfinished).into());
    }
    let new =
        NewVersion { number: newest.number + 1, content: &content, now: core.now(), by: Some(admin.user.into()), restored_from: None };
    landing::publish(&transaction, new).await?;
    record(core, &transaction, admin, "landing.publish", (&newest, &public), (new.number, &content)).await?;
    Ok(transaction.commit().await?)
}

/// Lets visitors see an earlier version again.
pub async fn restore(core: &Core, admin: &AdminActor, version: u32) -> Result<()> {
    let transaction = core.db.begin().await?;
    let Standing { draft, content, newest, public } = Standing::take(&transaction).await?;
    let number = i32::try_from(version).map_err(|_| ApiError::NotFound)?;
    let old = landing::version(&transaction, number).await?.ok_or(ApiError::NotFound)?;
    let old = landing::content(old.content)?;
    if old == public {
        return Ok(());
    }
    let by = Some(admin.user.into());
    let new = NewVersion { number: newest.number + 1, content: &old, now: core.now(), by, restored_from: Some(number) };
    landing::publish(&transaction, new).await?;
    if content == public {
        landing::write_draft(&transaction, draft.version, &old, core.now(), admin.user.0).await?;
    }
    record(core, &transaction, admin, "landing.restore", (&newest, &public), (new.number, &old)).await?;
    Ok(transaction.commit().await?)
}

/// Makes the draft what visitors see.
pub async fn discard(core: &Core, admin: &AdminActor, draft: u32) -> Result<()> {
    let transaction = core.db.begin().await?;
    let Standing { draft, content, newest, public } = Standing::seen(&transaction, draft).await?;
    if content == public {
        return Ok(());
    }
    landing::write_draft(&transaction, draft.version, &public, core.now(), admin.user.0).await?;
    record(core, &transaction, admin, "landing.discard", (&newest, &content), (newest.number, &public)).await?;
    Ok(transaction.commit().await?)
}

/// Writes down which version went to which, with the words of the sections in which they differ.
async fn record(
    core: &Core,
    db: &impl ConnectionTrait,
    admin: &AdminActor,
    action: &str,
    (version, before): (&landing_version::Model, &LandingContent),
    (number, after): (i32, &LandingContent),
) -> Result<()> {
    let was = json!({ "version": version.number, "sections": apart(before, after) });
    let is = json!({ "version": number, "sections": apart(after, before) });
    audit::record(core, db, Some(admin.user.into()), action, "landing/page", was, is).await
}

/// The sections of a page that another does not have so, and the order where that is another.
fn apart(content: &LandingContent, other: &LandingContent) -> Value {
    let order = |content: &LandingContent| content.sections.iter().map(|section| section.id.clone()).collect::<Vec<_>>();
    let differing = content.sections.iter().filter(|section| other.section(&section.id) != Some(section));
    let mut found: Map<String, Value> = differing.map(|section| (section.id.clone(), logged(section))).collect();
    if order(content) != order(other) {
        found.insert("order".to_owned(), json!(order(content)));
    }
    Value::Object(found)
}
