//! The words of the consent.

use super::{changed, first};
use crate::core::Core;
use crate::error::Result;
use crate::repo::consent_texts;
use crate::security::hash::sha256;
use crate::services::{audit, typed};
use app::api::dto::ConsentVersion;
use app::api::error::{Field, Problem};
use app::api::ports::AdminActor;
use entity::consent_text;
use sea_orm::ActiveValue::Set;
use serde_json::json;

/// The longest text, in characters.
const LONGEST: usize = 2_000;

/// All words, newest first.
pub async fn versions(core: &Core) -> Result<Vec<ConsentVersion>> {
    let db = core.db.read();
    let given = consent_texts::given(db).await?;
    let version = |row: consent_text::Model| {
        let given = given.iter().find(|given| given.text_version == row.version);
        let count = |number: i64| u64::try_from(number).unwrap_or_default();
        ConsentVersion {
            version: row.version,
            text: row.text,
            since: row.created_at,
            given: given.map_or(0, |given| count(given.given)),
            revoked: given.map_or(0, |given| count(given.revoked)),
        }
    };
    Ok(consent_texts::all(db).await?.into_iter().map(version).collect())
}

/// Puts other words to buyers. Who agreed before agreed to what they read.
pub async fn add(core: &Core, admin: &AdminActor, version: i32, text: &str) -> Result<()> {
    let text = typed::text(text, LONGEST, Field::Words)?;
    if text.is_empty() {
        return typed::refuse(Field::Words, Problem::Missing);
    }
    first(core.db.retrying(|| write(core, admin, version, &text)).await)
}

async fn write(core: &Core, admin: &AdminActor, version: i32, text: &str) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = consent_texts::latest(&transaction).await?;
    if before.as_ref().map_or(0, |before| before.version) != version {
        return Err(changed());
    }
    let row = consent_text::ActiveModel {
        version: Set(version + 1),
        text: Set(text.to_owned()),
        created_at: Set(core.now()),
        created_by: Set(Some(admin.user.into())),
    };
    consent_texts::insert(&transaction, row).await?;
    let state = |version: i32, text: &str| json!({ "version": version, "text": text, "sha256": hex::encode(sha256(text)) });
    let was = before.map(|before| state(before.version, &before.text));
    audit::record(core, &transaction, Some(admin.user.into()), "consent_text.add", "consent_text", was, state(version + 1, text)).await?;
    Ok(transaction.commit().await?)
}
