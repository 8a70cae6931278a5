//! The taxes: where the seller is, whether prices contain the tax, and rates that hold from a day on. Nothing changes for a day that
//! is over, and what was quoted carries its own treatment.

use super::changed;
use crate::core::Core;
use crate::error::Result;
use crate::repo::{content, taxes};
use crate::services::shop::{self, TaxBasis};
use crate::services::{audit, typed};
use app::api::ApiError;
use app::api::dto::{CountryRates, RateForm, RateRow, TaxesView};
use app::api::error::{Field, Problem};
use app::api::ports::AdminActor;
use domain::country::Country;
use domain::tax::{DatedRate, in_force, percent, percent_from_typed};
use entity::tax_rate;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};

/// The longest name of a tax, in characters.
const LONGEST_NAME: usize = 20;

/// The taxes.
pub async fn view(core: &Core) -> Result<TaxesView> {
    let db = core.db.read();
    let basis = shop::tax_basis(db).await?;
    let changed = content::site_text_row(db, shop::TAX).await?.map_or(0, |row| row.updated_at.timestamp_micros());
    let history = taxes::rates(db).await?;
    let mut countries: Vec<_> = history.iter().map(|rate| rate.country).collect();
    countries.sort_by_key(|country| country.name());
    countries.dedup();
    Ok(TaxesView {
        seller: basis.map(|basis| basis.seller),
        inclusive: basis.is_none_or(|basis| basis.inclusive),
        changed,
        countries: countries.into_iter().map(|country| of_country(country, &history, core.now())).collect(),
    })
}

fn of_country(country: Country, history: &[DatedRate], now: chrono::DateTime<chrono::Utc>) -> CountryRates {
    let words = |label: &str, basis_points: u32| format!("{label} {}", percent(basis_points));
    let mut own: Vec<_> = history.iter().filter(|rate| rate.country == country).collect();
    own.sort_by_key(|rate| std::cmp::Reverse((rate.valid_from, rate.written_at)));
    // Of two that begin at one moment only the later word counts.
    own.dedup_by_key(|rate| rate.valid_from);
    let held = in_force(history, now).into_iter().find(|rate| rate.country == country);
    let row = |rate: &DatedRate| RateRow { rate: rate.basis_points.map(|points| words(&rate.label, points)), from: rate.valid_from };
    CountryRates { country, now: held.map(|rate| words(&rate.label, rate.basis_points)), rates: own.into_iter().map(row).collect() }
}

/// Says where the seller is, and whether prices contain the tax.
pub async fn set_basis(core: &Core, admin: &AdminActor, seen: i64, seller: &str, inclusive: bool) -> Result<()> {
    let seller = country(seller)?;
    core.db.retrying(|| write_basis(core, admin, seen, TaxBasis { seller, inclusive })).await
}

async fn write_basis(core: &Core, admin: &AdminActor, seen: i64, basis: TaxBasis) -> Result<()> {
    let transaction = core.db.begin().await?;
    let row = content::site_text_row(&transaction, shop::TAX).await?;
    let before = row.as_ref().map(|row| row.updated_at);
    if before.map_or(0, |at| at.timestamp_micros()) != seen {
        return Err(changed());
    }
    let body = serde_json::to_value(basis).map_err(|error| crate::error::Fault::stored(format!("the basis of taxes: {error}")))?;
    if !content::set_site_text(&transaction, shop::TAX, before, body.clone(), core.now()).await? {
        return Err(changed());
    }
    audit::record(core, &transaction, Some(admin.user.into()), "tax.change", "tax", row.map(|row| row.body), body).await?;
    Ok(transaction.commit().await?)
}

fn country(code: &str) -> Result<Country> {
    Country::parse(code).or_else(|_| typed::refuse(Field::Country, Problem::Malformed))
}

/// Adds a rate. Without a first day it holds at once.
pub async fn add_rate(core: &Core, admin: &AdminActor, form: &RateForm) -> Result<()> {
    let mut errors = Vec::new();
    let country = typed::collect(&mut errors, country(&form.country))?;
    let basis_points = typed::collect(&mut errors, rate(&form.percent))?;
    let label = typed::collect(&mut errors, typed::line(&form.label, LONGEST_NAME, Field::Words))?;
    let from = typed::collect(&mut errors, typed::day(&form.from, Field::Begins))?;
    typed::refuse_all(errors)?;
    let (Some(country), Some(basis_points), Some(label), Some(from)) = (country, basis_points, label, from) else {
        return Err(ApiError::BadRequest.into());
    };
    let now = core.now();
    let from = match from {
        Some(day) if day.date_naive() < now.date_naive() => return typed::refuse(Field::Begins, Problem::Past),
        Some(day) => day.max(now),
        None => now,
    };
    let new = DatedRate { country, basis_points, label, valid_from: from, written_at: now };
    core.db.retrying(|| write_rate(core, admin, &new)).await
}

fn rate(text: &str) -> Result<Option<u32>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    percent_from_typed(text).map_or_else(|| typed::refuse(Field::Percent, Problem::Malformed), |rate| Ok(Some(rate)))
}

async fn write_rate(core: &Core, admin: &AdminActor, new: &DatedRate) -> Result<()> {
    let transaction = core.db.begin().await?;
    let history = taxes::rates(&transaction).await?;
    // Compared with what would hold at that moment without it.
    let before = in_force(&history, new.valid_from).into_iter().find(|rate| rate.country == new.country);
    let row = tax_rate::ActiveModel { created_by: Set(Some(admin.user.into())), ..shop::rate_row(core, new) };
    taxes::insert_rates(&transaction, vec![row]).await?;
    let was = before.map(|rate| state(Some(rate.basis_points), &rate.label, None));
    let is = state(new.basis_points, &new.label, Some(new.valid_from));
    let subject = format!("tax_rate/{}", new.country.code());
    audit::record(core, &transaction, Some(admin.user.into()), "tax_rate.add", &subject, was, is).await?;
    Ok(transaction.commit().await?)
}

fn state(basis_points: Option<u32>, label: &str, from: Option<chrono::DateTime<chrono::Utc>>) -> Value {
    json!({ "basis_points": basis_points, "label": label, "from": from })
}
