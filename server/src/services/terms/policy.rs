//! The refund promise.

use super::{changed, first};
use crate::core::Core;
use crate::error::Result;
use crate::repo::refund_policies;
use crate::services::refunds::policy;
use crate::services::{audit, typed};
use app::api::dto::PolicyVersion;
use app::api::error::{Field, Problem};
use app::api::ports::{AdminActor, NewPolicy};
use domain::refund_policy::RefundPolicy;
use sea_orm::ActiveValue::Set;

/// A promise holds for so many days at most: ten years.
const MOST_DAYS: i32 = 3_650;

/// Every promise, newest first; the one of the program where none was written.
pub async fn versions(core: &Core) -> Result<Vec<PolicyVersion>> {
    let written = refund_policies::all(core.db.read()).await?;
    if written.is_empty() {
        return Ok(vec![PolicyVersion { version: 0, policy: policy::DEFAULT, since: None }]);
    }
    let version = |row: &entity::refund_policy::Model| {
        Ok(PolicyVersion { version: row.version, policy: policy::to_domain(row)?, since: Some(row.created_at) })
    };
    written.iter().map(version).collect()
}

/// Promises something else from now on.
pub async fn add(core: &Core, admin: &AdminActor, version: i32, new: &NewPolicy) -> Result<()> {
    let new = read(new)?;
    first(core.db.retrying(|| write(core, admin, version, new)).await)
}

fn read(new: &NewPolicy) -> Result<RefundPolicy> {
    let mut errors = Vec::new();
    let days = typed::collect(&mut errors, within(&new.days, MOST_DAYS, Field::Lasts))?;
    let percent = typed::collect(&mut errors, within(&new.percent, 100, Field::Percent))?;
    typed::refuse_all(errors)?;
    let max_watched_percent = u8::try_from(percent.unwrap_or_default()).unwrap_or(100);
    Ok(RefundPolicy { days: crate::repo::rows::count(days.unwrap_or_default()), max_watched_percent, self_service: new.self_service })
}

fn within(text: &str, most: i32, field: Field) -> Result<i32> {
    match typed::number(text, field)? {
        Some(number) if number <= most => Ok(number),
        _ => typed::refuse(field, Problem::Malformed),
    }
}

async fn write(core: &Core, admin: &AdminActor, version: i32, new: RefundPolicy) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = refund_policies::at(&transaction, None).await?;
    if before.as_ref().map_or(0, |before| before.version) != version {
        return Err(changed());
    }
    let before = before.as_ref().map(policy::to_domain).transpose()?.unwrap_or(policy::DEFAULT);
    let row = entity::refund_policy::ActiveModel { created_by: Set(Some(admin.user.into())), ..policy::row(core, version + 1, new) };
    refund_policies::insert(&transaction, row).await?;
    audit::record(core, &transaction, Some(admin.user.into()), "refund_policy.change", "refund_policy", before, new).await?;
    Ok(transaction.commit().await?)
}
