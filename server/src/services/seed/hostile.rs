//! The demo with a lesson that wants its page to do something else than show it.

use super::month::named;
use crate::core::Core;
use crate::error::Result;
use crate::repo::seed as rows;
use crate::security::html::from_markdown;
use crate::services::search;
use entity::lesson;
use sea_orm::ActiveValue::{Set, Unchanged};

/// The lesson. It is free, so everybody may read it.
const LESSON: &str = "a-quiet-room";
const SUMMARY: &str = "\"'><svg/onload=alert(1)> </title></p><script>alert(1)</script>";
const SOURCE: &str = include_str!("../../../seed/hostile.md");

/// Gives a lesson of the demo that was just written a hostile text.
pub async fn write(core: &Core) -> Result<()> {
    let transaction = core.db.begin().await?;
    let text = lesson::ActiveModel {
        id: Unchanged(named(&transaction, LESSON).await?),
        summary: Set(SUMMARY.to_owned()),
        source: Set(SOURCE.to_owned()),
        html: Set(from_markdown(SOURCE)),
        ..Default::default()
    };
    search::lessons::put(&transaction, &rows::change_lesson(&transaction, text).await?).await?;
    transaction.commit().await?;
    Ok(())
}
