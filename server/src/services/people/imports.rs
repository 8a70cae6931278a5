//! Tables of people: read without writing anybody down, then imported as they were shown.

mod plan;

use super::grants;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{self, people_imports};
use crate::services::audit::{self, NOTHING};
use app::api::ApiError;
use app::api::dto::{ImportOutcome, ImportSums, ImportView};
use app::api::error::Conflict;
use app::api::ports::AdminActor;
use chrono::TimeDelta;
use entity::{people_import, user};
use plan::{Kept, Planned};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// Lines on a page of the report.
const PAGE_SIZE: usize = 100;
/// Problems that the report shows.
const MOST_PROBLEMS: usize = 500;
/// A table that nobody imported is forgotten after this.
const KEPT_FOR: TimeDelta = TimeDelta::days(1);

/// Reads a table and keeps what it says about people. Gives its id.
pub async fn keep(core: &Core, admin: &AdminActor, table: &str) -> Result<String> {
    let kept = plan::read(table, core.now())?;
    let id = core.new_id();
    let row = people_import::ActiveModel {
        id: Set(id),
        by_user: Set(admin.user.into()),
        people: Set(Some(json(&kept)?)),
        created_at: Set(core.now()),
        ..Default::default()
    };
    let transaction = core.db.begin().await?;
    people_imports::forget(&transaction, core.now() - KEPT_FOR).await?;
    people_imports::insert(&transaction, row).await?;
    transaction.commit().await?;
    Ok(id.to_string())
}

fn json(value: &impl serde::Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(|error| Fault::stored(format!("a table of people: {error}")))
}

async fn find(core: &Core, id: &str) -> Result<people_import::Model> {
    let id: Uuid = id.parse().map_err(|_| ApiError::NotFound)?;
    Ok(people_imports::by_id(core.db.read(), id).await?.ok_or(ApiError::NotFound)?)
}

fn kept(row: &people_import::Model) -> Result<Vec<Kept>> {
    let people = row.people.clone().unwrap_or_else(|| json!([]));
    serde_json::from_value(people).map_err(|error| Fault::stored(format!("a table of people: {error}")))
}

/// A page of what would come of a table now, or the sums of what came.
pub async fn view(core: &Core, id: &str, number: u32) -> Result<ImportView> {
    let row = find(core, id).await?;
    let view = ImportView {
        id: row.id.to_string(),
        created_at: row.created_at,
        applied_at: row.applied_at,
        sums: ImportSums::default(),
        problems: Vec::new(),
        lines: Vec::new(),
        number: 1,
        pages: 1,
    };
    if let Some(result) = row.result {
        let sums = serde_json::from_value(result).map_err(|error| Fault::stored(format!("the sums of an import: {error}")))?;
        return Ok(ImportView { sums, ..view });
    }
    let planned = plan::plan(core, core.db.read(), kept(&row)?).await?;
    let sums = sums(&planned);
    let (problems, lines): (Vec<_>, Vec<_>) = planned.into_iter().map(Planned::into_line).partition(|line| is_wrong(line.outcome));
    let pages = u32::try_from(lines.len().div_ceil(PAGE_SIZE).max(1)).unwrap_or(u32::MAX);
    let number = number.min(pages);
    let skipped = PAGE_SIZE * (number as usize - 1);
    Ok(ImportView {
        sums,
        problems: problems.into_iter().take(MOST_PROBLEMS).collect(),
        lines: lines.into_iter().skip(skipped).take(PAGE_SIZE).collect(),
        number,
        pages,
        ..view
    })
}

fn is_wrong(outcome: ImportOutcome) -> bool {
    matches!(outcome, ImportOutcome::Wrong(_))
}

fn sums(planned: &[Planned]) -> ImportSums {
    let count = |wanted: fn(ImportOutcome) -> bool| planned.iter().filter(|planned| wanted(planned.outcome)).count();
    ImportSums {
        new: count(|outcome| outcome == ImportOutcome::New),
        known: count(|outcome| outcome == ImportOutcome::Known),
        has_access: count(|outcome| outcome == ImportOutcome::HasAccess),
        wrong: count(is_wrong),
    }
}

/// Imports a table: whoever has no access gets it. Doing it twice is a conflict, and the same table read again changes nothing.
pub async fn apply(core: &Core, admin: &AdminActor, id: &str) -> Result<()> {
    let row = find(core, id).await?;
    let people = kept(&row)?;
    core.db.retrying(|| once(core, admin, row.id, people.clone())).await
}

async fn once(core: &Core, admin: &AdminActor, id: Uuid, people: Vec<Kept>) -> Result<()> {
    let transaction = core.db.begin().await?;
    let planned = plan::plan(core, &transaction, people).await?;
    let sums = sums(&planned);
    if !people_imports::finish(&transaction, id, json(&sums)?, core.now()).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    write_people(core, &transaction, &planned).await?;
    write_grants(core, &transaction, admin, &planned).await?;
    let subject = format!("import/{id}");
    audit::record(core, &transaction, Some(admin.user.into()), "people.import", &subject, NOTHING, sums).await?;
    Ok(transaction.commit().await?)
}

async fn write_people(core: &Core, transaction: &DatabaseTransaction, planned: &[Planned]) -> Result<()> {
    let new = planned.iter().filter(|planned| planned.outcome == ImportOutcome::New);
    let rows: Vec<_> = new
        .map(|planned| user::ActiveModel {
            id: Set(core.new_id()),
            email: Set(planned.kept.email.clone()),
            email_normalized: Set(planned.normalized()),
            name: Set(planned.kept.name.clone()),
            role: Set("STUDENT".to_owned()),
            email_verified_at: Set(None),
            banned_at: Set(None),
            erased_at: Set(None),
            created_at: Set(core.now()),
        })
        .collect();
    repo::people::insert_many(transaction, rows).await
}

async fn write_grants(core: &Core, transaction: &DatabaseTransaction, admin: &AdminActor, planned: &[Planned]) -> Result<()> {
    let product = repo::content::course(transaction).await?.ok_or(ApiError::NotFound)?.product_id;
    let getting = |planned: &&Planned| matches!(planned.outcome, ImportOutcome::New | ImportOutcome::Known);
    let getting: Vec<_> = planned.iter().filter(getting).collect();
    let emails: Vec<_> = getting.iter().map(|planned| planned.normalized()).collect();
    let people = repo::people::by_emails(transaction, &emails).await?;
    repo::people::index(transaction, &people).await?;
    let ids: HashMap<_, _> = people.into_iter().map(|person| (person.email_normalized, person.id)).collect();
    let reason = format!("imported by {}", admin.email);
    let grant = |planned: &&Planned| {
        let person = *ids.get(&planned.normalized())?;
        Some(grants::by_hand(core, person, product, planned.kept.until, &reason))
    };
    repo::grants::insert(transaction, getting.iter().filter_map(grant).collect()).await
}
