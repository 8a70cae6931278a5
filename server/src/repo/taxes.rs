//! How quotes were taxed, and by which rates.

use crate::error::{Fault, Result};
use domain::country::Country;
use domain::tax::{DatedRate, TaxTreatment};
use domain::vat_id::VatId;
use entity::{quote_tax, tax_rate};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a buyer said, and what followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteTax {
    /// Where the buyer is.
    pub country: Country,
    /// The buyer's VAT id.
    pub vat_id: Option<VatId>,
    /// How that is taxed.
    pub treatment: TaxTreatment,
}

/// Stores how a quote was taxed, with the quote itself.
pub async fn insert(db: &impl ConnectionTrait, quote: Uuid, tax: &QuoteTax) -> Result<()> {
    let row = quote_tax::ActiveModel {
        quote_id: Set(quote),
        country: Set(tax.country.code().to_owned()),
        vat_id: Set(tax.vat_id.as_ref().map(|id| id.as_str().to_owned())),
        treatment: Set(json(&tax.treatment)?),
    };
    quote_tax::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// How a quote was taxed. Absent where the buyer was not asked.
pub async fn of_quote(db: &impl ConnectionTrait, quote: Uuid) -> Result<Option<QuoteTax>> {
    let Some(row) = quote_tax::Entity::find_by_id(quote).one(db).await? else { return Ok(None) };
    let odd = |what: &str| Fault::stored(format!("the {what} of a quote's tax"));
    let vat_id = row.vat_id.map(|id| VatId::parse(&id)).transpose().map_err(|_| odd("VAT id"))?;
    let country = Country::parse(&row.country).map_err(|_| odd("country"))?;
    let treatment = serde_json::from_value(row.treatment).map_err(|_| odd("treatment"))?;
    Ok(Some(QuoteTax { country, vat_id, treatment }))
}

fn json(treatment: &TaxTreatment) -> Result<serde_json::Value> {
    serde_json::to_value(treatment).map_err(|error| Fault::stored(format!("a tax treatment: {error}")))
}

/// Every rate that ever held or will, in the order in which they were written.
pub async fn rates(db: &impl ConnectionTrait) -> Result<Vec<DatedRate>> {
    let rows = tax_rate::Entity::find().order_by_asc(tax_rate::Column::CreatedAt).order_by_asc(tax_rate::Column::Id).all(db).await?;
    rows.into_iter().map(rate).collect()
}

fn rate(row: tax_rate::Model) -> Result<DatedRate> {
    Ok(DatedRate {
        country: Country::parse(&row.country).map_err(|_| Fault::stored("the country of a tax rate"))?,
        basis_points: row.basis_points.map(super::rows::count),
        label: row.label,
        valid_from: row.valid_from,
        written_at: row.created_at,
    })
}

/// Writes rates down.
pub async fn insert_rates(db: &impl ConnectionTrait, rows: Vec<tax_rate::ActiveModel>) -> Result<()> {
    tax_rate::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
