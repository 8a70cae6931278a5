//! Visits: counted by day, step and origin. Who was counted is known by a mark until the day is over.

use crate::error::{Fault, Result};
use chrono::NaiveDate;
use domain::audience::{Origin, VisitStep};
use entity::{visit, visit_mark, visit_salt};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};
use std::collections::BTreeMap;

/// A step that a visitor took: the mark that tells visitors of one day apart, and the step.
pub type Mark = ([u8; 16], VisitStep);

/// The day as it is written down: `2026-11-25`.
fn name(day: NaiveDate) -> String {
    day.to_string()
}

/// The salt of a day. `new` becomes it where the day has none yet.
pub async fn salt(db: &impl ConnectionTrait, day: NaiveDate, new: [u8; 32]) -> Result<Vec<u8>> {
    let row = visit_salt::ActiveModel { day: Set(name(day)), salt: Set(new.to_vec()) };
    let known = OnConflict::column(visit_salt::Column::Day).do_nothing().to_owned();
    visit_salt::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    let found = visit_salt::Entity::find_by_id(name(day)).one(db).await?;
    found.map(|row| row.salt).ok_or_else(|| Fault::stored("the salt of a day is gone"))
}

/// Forgets the salts of the days before, and with them every mark that was made with them.
pub async fn forget_before(db: &impl ConnectionTrait, day: NaiveDate) -> Result<()> {
    visit_salt::Entity::delete_many().filter(visit_salt::Column::Day.lt(name(day))).exec(db).await?;
    Ok(())
}

/// Writes marks down and gives those that were not there.
pub async fn mark(db: &impl ConnectionTrait, day: NaiveDate, marks: &[Mark]) -> Result<Vec<(Vec<u8>, String)>> {
    let rows = marks.iter().map(|(visitor, step)| visit_mark::ActiveModel {
        day: Set(name(day)),
        step: Set(step.name().to_owned()),
        visitor: Set(visitor.to_vec()),
    });
    let columns = [visit_mark::Column::Day, visit_mark::Column::Step, visit_mark::Column::Visitor];
    let known = OnConflict::columns(columns).do_nothing().to_owned();
    let insert = visit_mark::Entity::insert_many(rows).on_conflict(known);
    let new = insert.exec_with_returning(db).await?;
    Ok(new.into_iter().map(|row| (row.visitor, row.step)).collect())
}

/// How many origins a day has, over all steps.
pub async fn origins(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64> {
    Ok(visit::Entity::find().filter(visit::Column::Day.eq(name(day))).count(db).await?)
}

/// Adds visitors to the counts of a day.
pub async fn add(db: &impl ConnectionTrait, day: NaiveDate, counts: BTreeMap<(VisitStep, Origin), i64>) -> Result<()> {
    let rows = counts.into_iter().map(|((step, origin), visitors)| visit::ActiveModel {
        day: Set(name(day)),
        step: Set(step.name().to_owned()),
        utm_source: Set(origin.source),
        utm_medium: Set(origin.medium),
        utm_campaign: Set(origin.campaign),
        referrer_host: Set(origin.referrer),
        visitors: Set(visitors),
    });
    let key = [
        visit::Column::Day,
        visit::Column::Step,
        visit::Column::UtmSource,
        visit::Column::UtmMedium,
        visit::Column::UtmCampaign,
        visit::Column::ReferrerHost,
    ];
    let sum = Expr::col((visit::Entity, visit::Column::Visitors)).add(Expr::cust("excluded.visitors"));
    let more = OnConflict::columns(key).value(visit::Column::Visitors, sum).to_owned();
    visit::Entity::insert_many(rows).on_conflict(more).exec_without_returning(db).await?;
    Ok(())
}
