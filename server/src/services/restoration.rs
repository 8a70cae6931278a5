//! A shop that was put back to an earlier day does not know what it has charged since. Until the providers were asked, an offer that was
//! accepted after that day is open again, and who accepts it once more is charged once more: so it does not open before.

use super::audit;
use super::truth::Report;
use crate::config::AppEnv;
use crate::core::Core;
use crate::error::Result;
use crate::repo::restorations;
use app::components::text::{count, date_time};
use chrono::{DateTime, Utc};
use entity::restoration;
use sea_orm::ActiveValue::Set;
use serde_json::json;

/// What has to be done, as a person types it.
pub const CURE: &str = "lectern reconcile --fix";
/// What lets it open as it is.
pub const ACCEPTANCE: &str = "lectern reconcile --accept";

/// Notes that the database is as it was at `taken_at`.
pub async fn note(core: &Core, taken_at: DateTime<Utc>) -> Result<()> {
    let row =
        restoration::ActiveModel { id: Set(core.new_id()), taken_at: Set(taken_at), restored_at: Set(core.now()), compared_at: Set(None) };
    restorations::insert(core.db.write(), row).await
}

/// Notes that what the providers did since is known, as far as a repaired comparison shows it: `unanswered` orders may be known another
/// time. Gives what keeps the shop shut, in words.
pub async fn compared(core: &Core, report: &Report, unanswered: usize) -> Result<Vec<String>> {
    let Some(pending) = restorations::pending(core.db.read()).await? else { return Ok(Vec::new()) };
    let unknown = unknown(core, &pending, report, unanswered);
    if unknown.is_empty() {
        restorations::note_compared(core.db.write(), core.now()).await?;
    }
    Ok(unknown)
}

fn unknown(core: &Core, pending: &restoration::Model, report: &Report, unanswered: usize) -> Vec<String> {
    let mut unknown = Vec::new();
    if unanswered > 0 {
        unknown.push(format!("Of {} it could not be learned what was sold. Run this again.", count(unanswered, "payment", "payments")));
    }
    for gateway in core.gateways.iter() {
        let (name, whole) = (gateway.id().name(), pending.restored_at + gateway.capabilities().list_lags);
        if report.unlisted.contains(&gateway.id()) {
            unknown.push(format!("{name} does not show its list of payments. Let the app search transactions, or look at them yourself."));
        } else if core.now() < whole {
            unknown.push(format!("{name} lists a payment hours after it was made. Run this again after {}.", date_time(whole)));
        }
    }
    unknown
}

/// Lets the shop open as it is, in the name of who runs the program. Gives what was put back, in words, if anything waits.
pub async fn accept(core: &Core) -> Result<Option<String>> {
    let Some(pending) = pending(core).await? else { return Ok(None) };
    let transaction = core.db.begin().await?;
    restorations::note_compared(&transaction, core.now()).await?;
    audit::record(core, &transaction, None, "restoration.accepted", "shop", json!({ "pending": pending }), json!({})).await?;
    transaction.commit().await?;
    Ok(Some(pending))
}

/// What was put back and not compared yet, in words.
pub async fn pending(core: &Core) -> Result<Option<String>> {
    let found = restorations::pending(core.db.read()).await?;
    Ok(found.map(|found| {
        let (restored, taken) = (date_time(found.restored_at), date_time(found.taken_at));
        format!("This shop was put back on {restored} to what it was on {taken}, and nobody has asked what the providers did since.")
    }))
}

/// Why it may not open yet: money is real in production. Elsewhere it is only told.
pub async fn bar(core: &Core) -> Result<Option<String>> {
    let Some(pending) = pending(core).await? else { return Ok(None) };
    if core.settings.env == AppEnv::Production {
        return Ok(Some(format!("{pending} Run `{CURE}`, then start again.")));
    }
    tracing::warn!("{pending} Run `{CURE}`.");
    Ok(None)
}
