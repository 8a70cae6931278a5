//! What an offer comes to: its price, taxed as the order was that it follows.

use crate::error::{Fault, Result};
use crate::repo;
use crate::repo::taxes::QuoteTax;
use domain::ids::OfferId;
use domain::money::Money;
use domain::pricing::{Line, LineKind};
use domain::tax::tax_lines;
use entity::{offer, order};
use sea_orm::ConnectionTrait;

/// An offer with its tax.
pub struct Priced {
    /// The offer, and the tax on top or taken off.
    pub lines: Vec<Line>,
    /// What is to be paid.
    pub total: Money,
    /// The tax in the total.
    pub contained: Money,
    /// How it is taxed; absent where the seller charged the main order no tax.
    pub tax: Option<QuoteTax>,
}

/// Prices an offer for the buyer of a main order, whose country and VAT id hold here too. They are stored with that order's quote
/// and never change: a fixed price has a fixed total.
pub async fn priced(db: &impl ConnectionTrait, main: &order::Model, offer: &offer::Model, price: Money) -> Result<Priced> {
    let tax = repo::taxes::of_quote(db, main.quote_id).await?;
    let line = Line { kind: LineKind::Main, offer: Some(OfferId(offer.id)), label: offer.title.clone(), amount: price };
    let Some(QuoteTax { treatment, .. }) = &tax else {
        return Ok(Priced { lines: vec![line], total: price, contained: Money::zero(price.currency), tax: None });
    };
    let taxed = tax_lines(&[line], price.currency, treatment).map_err(|error| Fault::stored(format!("tax of an offer: {error}")))?;
    Ok(Priced { lines: taxed.lines, total: taxed.total, contained: taxed.tax, tax })
}
