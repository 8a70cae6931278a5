//! Who sells, and which taxes they charge: what the creator wrote down under `seller` and `tax`.

use crate::error::{Fault, Result};
use crate::repo::content;
use app::api::dto::SellerDetails;
use domain::country::{Country, UnknownCountry};
use domain::tax::TaxTable;
use sea_orm::ConnectionTrait;
use serde::de::DeserializeOwned;

/// The key of the seller's details.
pub const SELLER: &str = "seller";
/// The key of the tax table.
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

/// The tax table, where the creator has written one.
pub async fn declared_taxes(db: &impl ConnectionTrait) -> Result<Option<TaxTable>> {
    text(db, TAX).await
}

/// The tax table. Without one no tax is charged.
pub async fn tax_table(db: &impl ConnectionTrait) -> Result<TaxTable> {
    if let Some(table) = declared_taxes(db).await? {
        return Ok(table);
    }
    let seller = Country::parse(UNSAID).map_err(|UnknownCountry| Fault::stored("the country of a seller who has not said where"))?;
    Ok(TaxTable { seller, inclusive: true, rates: Vec::new() })
}

async fn text<T: DeserializeOwned>(db: &impl ConnectionTrait, key: &str) -> Result<Option<T>> {
    let Some(body) = content::site_text(db, key).await? else { return Ok(None) };
    serde_json::from_value(body).map(Some).map_err(|error| Fault::stored(format!("site text {key}: {error}")))
}
