//! Who sells, and which taxes they charge: what the creator wrote down under `seller` and `tax`, and the rates of each day.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{content, taxes};
use app::api::dto::SellerDetails;
use chrono::{DateTime, Utc};
use domain::country::{Country, UnknownCountry};
use domain::tax::{DatedRate, TaxTable, in_force};
use entity::tax_rate;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The key of the seller's details.
pub const SELLER: &str = "seller";
/// The key of the basis of the taxes.
pub const TAX: &str = "tax";
/// Where a seller is taken to be who has not said so. Without a table nobody is charged any tax, wherever they are.
const UNSAID: &str = "DE";

/// The seller. A course whose creator has not said who sells it sells under its own title.
pub async fn seller(db: &impl ConnectionTrait) -> Result<SellerDetails> {
    if let Some(details) = text(db, SELLER).await? {
        return Ok(details);
    }
    let course = content::course(db).await?;
    Ok(SellerDetails { name: course.map(|course| course.title).unwrap_or_default(), ..SellerDetails::default() })
}

/// Where the seller is, and whether prices contain the tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxBasis {
    /// Where the seller is.
    pub seller: Country,
    /// Whether prices contain the tax. Otherwise it is added on top.
    pub inclusive: bool,
}

/// The basis of the taxes, where the creator has written one.
pub async fn tax_basis(db: &impl ConnectionTrait) -> Result<Option<TaxBasis>> {
    text(db, TAX).await
}

/// The tax table of a moment, where the creator has written one.
pub async fn declared_taxes(db: &impl ConnectionTrait, at: DateTime<Utc>) -> Result<Option<TaxTable>> {
    let Some(TaxBasis { seller, inclusive }) = tax_basis(db).await? else { return Ok(None) };
    Ok(Some(TaxTable { seller, inclusive, rates: in_force(&taxes::rates(db).await?, at) }))
}

/// The tax table of a moment. Without one no tax is charged.
pub async fn tax_table(db: &impl ConnectionTrait, at: DateTime<Utc>) -> Result<TaxTable> {
    if let Some(table) = declared_taxes(db, at).await? {
        return Ok(table);
    }
    let seller = Country::parse(UNSAID).map_err(|UnknownCountry| Fault::stored("the country of a seller who has not said where"))?;
    Ok(TaxTable { seller, inclusive: true, rates: Vec::new() })
}

/// A rate, to be written down.
pub fn rate_row(core: &Core, rate: &DatedRate) -> tax_rate::ActiveModel {
    tax_rate::ActiveModel {
        id: Set(core.new_id()),
        country: Set(rate.country.code().to_owned()),
        basis_points: Set(rate.basis_points.and_then(|points| i32::try_from(points).ok())),
        label: Set(rate.label.clone()),
        valid_from: Set(rate.valid_from),
        created_at: Set(rate.written_at),
        created_by: Set(None),
    }
}

async fn text<T: DeserializeOwned>(db: &impl ConnectionTrait, key: &str) -> Result<Option<T>> {
    let Some(body) = content::site_text(db, key).await? else { return Ok(None) };
    serde_json::from_value(body).map(Some).map_err(|error| Fault::stored(format!("site text {key}: {error}")))
}
