//! Writes invoices and credit notes, inside the transaction that makes them due.

use super::shop;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{self, rows, taxes::QuoteTax};
use app::api::dto::BuyerDetails;
use chrono::Datelike;
use domain::money::Money;
use domain::pricing::{Line, LineKind};
use domain::tax::{TaxTreatment, allocate, breakdown, part_of, treat};
use entity::{invoice, invoice_buyer, invoice_line, order, order_item};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use serde::Serialize;
use uuid::Uuid;

/// What goes back of an order, as its credit note says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credited {
    /// The item.
    pub label: String,
    /// How much of the money paid, tax and all.
    pub amount: Money,
}

/// A paper to be written.
struct NewPaper {
    series: String,
    number: i64,
    corrects: Option<Uuid>,
    refund: Option<Uuid>,
    total: Money,
    /// The tax in the total, in minor units.
    tax: i64,
    seller: serde_json::Value,
    treatment: serde_json::Value,
    lines: Vec<NewLine>,
}

/// A line to be written, in minor units.
struct NewLine {
    label: String,
    net: i64,
    tax: i64,
}

/// Issues the invoice of an order, unless it is issued, and gives its number as people read it. Its lines are the order's items, with
/// the tax that was quoted.
///
/// Call it last in the transaction that settles the order: it holds the numbers of others back until the commit.
pub async fn issue(
    core: &Core,
    transaction: &DatabaseTransaction,
    order: &order::Model,
    items: &[order_item::Model],
) -> Result<Option<String>> {
    if repo::invoices::of_order(transaction, order.id).await?.is_some() {
        return Ok(None);
    }
    let quoted = repo::taxes::of_quote(transaction, order.quote_id).await?;
    let treatment = treatment(transaction, order, quoted.as_ref()).await?;
    let currency = rows::money(order.amount_minor, &order.currency)?.currency;
    let items = items.iter().map(|item| {
        let kind = rows::line_kind(&item.kind)?;
        Ok(Line { kind, offer: None, label: item.label.clone(), amount: Money::new(item.amount_minor, currency) })
    });
    let items = items.collect::<Result<Vec<_>>>()?;
    let taxed = breakdown(&items, currency, &treatment).map_err(|error| Fault::stored(format!("items of an order: {error}")))?;
    let lines = taxed.lines.iter().zip(&taxed.per_line_tax).filter(|(line, _)| line.kind != LineKind::Tax);
    let lines = lines.map(|(line, part)| NewLine { label: line.label.clone(), net: part.net.minor, tax: part.tax.minor });
    let seller = json(&shop::seller(transaction).await?)?;
    let series = core.now().year().to_string();
    // From here on every other invoice of the series waits.
    let paper = NewPaper {
        number: repo::invoices::take_number(transaction, &series).await?,
        series,
        corrects: None,
        refund: None,
        total: taxed.total,
        tax: taxed.tax.minor,
        seller,
        treatment: json(&treatment)?,
        lines: lines.collect(),
    };
    let number = shown_number(&paper.series, paper.number);
    let written = write(core, transaction, order.id, paper).await?;
    add_buyer(core, transaction, written, 0, &first_buyer(order, quoted)).await?;
    Ok(Some(number))
}

/// Issues the credit note of a refund, or of a dispute that was lost, and gives its id. One that has a note gets no second; an order
/// that was never invoiced needs none. `items` say what the money was for; where they do not sum to `amount` one line says it all.
///
/// Call it last in the transaction that writes the refund down: it holds the numbers of others back until the commit.
pub async fn credit(
    core: &Core,
    transaction: &DatabaseTransaction,
    order: &order::Model,
    refund: Uuid,
    amount: Money,
    items: &[Credited],
) -> Result<Option<Uuid>> {
    if let Some(known) = repo::invoices::of_refund(transaction, refund).await? {
        return Ok(Some(known.id));
    }
    let Some(corrected) = repo::invoices::of_order(transaction, order.id).await? else { return Ok(None) };
    let series = format!("CN-{}", core.now().year());
    // Whoever has the number reads what others credited before.
    let number = repo::invoices::take_number(transaction, &series).await?;
    let before = repo::invoices::credit_notes(transaction, order.id).await?.iter().map(|note| note.total_minor).sum();
    let tax = part_of(corrected.tax_minor, corrected.total_minor, before, amount.minor);
    let paper = NewPaper {
        series,
        number,
        corrects: Some(corrected.id),
        refund: Some(refund),
        total: amount,
        tax,
        seller: corrected.seller,
        treatment: corrected.treatment,
        lines: credited_lines(amount, tax, items),
    };
    let what = format!("credit note {} issued", shown_number(&paper.series, paper.number));
    let written = write(core, transaction, order.id, paper).await?;
    repo::orders::note(transaction, core.new_id(), order.id, "order", what, core.now()).await?;
    Ok(Some(written))
}

/// Adds a revision of an invoice's buyer.
pub async fn add_buyer(core: &Core, db: &impl ConnectionTrait, paper: Uuid, revision: i32, buyer: &BuyerDetails) -> Result<()> {
    let row =
        invoice_buyer::ActiveModel { invoice_id: Set(paper), revision: Set(revision), at: Set(core.now()), details: Set(json(buyer)?) };
    repo::invoices::insert_buyer(db, row).await
}

/// What was quoted; a quote that asked for no country was one for the seller's own, if prices contain tax, and else without tax.
async fn treatment(transaction: &DatabaseTransaction, order: &order::Model, quoted: Option<&QuoteTax>) -> Result<TaxTreatment> {
    if let Some(quoted) = quoted {
        return Ok(quoted.treatment.clone());
    }
    let table = shop::tax_table(transaction, order.created_at).await?;
    Ok(if table.inclusive { treat(&table, table.seller, None) } else { TaxTreatment::none(table.seller) })
}

fn first_buyer(order: &order::Model, quoted: Option<QuoteTax>) -> BuyerDetails {
    let (country, vat_id) = quoted.map(|quoted| (quoted.country.code().to_owned(), quoted.vat_id.map(String::from))).unwrap_or_default();
    BuyerDetails { name: order.buyer_name.clone(), country, vat_id: vat_id.unwrap_or_default(), ..BuyerDetails::default() }
}

fn credited_lines(amount: Money, tax: i64, items: &[Credited]) -> Vec<NewLine> {
    let whole = [Credited { label: "Refund".to_owned(), amount }];
    let fit = items.iter().map(|item| item.amount.minor).sum::<i64>() == amount.minor;
    let items = if fit { items } else { &whole };
    let amounts: Vec<i64> = items.iter().map(|item| item.amount.minor).collect();
    let taxes = allocate(tax, &amounts);
    items.iter().zip(taxes).map(|(item, tax)| NewLine { label: item.label.clone(), net: item.amount.minor - tax, tax }).collect()
}

async fn write(core: &Core, transaction: &DatabaseTransaction, order: Uuid, new: NewPaper) -> Result<Uuid> {
    let id = core.new_id();
    let kind = if new.corrects.is_some() { "credit_note" } else { "invoice" };
    let paper = invoice::ActiveModel {
        id: Set(id),
        series: Set(new.series),
        number: Set(new.number),
        kind: Set(kind.to_owned()),
        order_id: Set(order),
        corrects_id: Set(new.corrects),
        refund_id: Set(new.refund),
        issued_at: Set(core.now()),
        currency: Set(new.total.currency.code().to_owned()),
        total_minor: Set(new.total.minor),
        tax_minor: Set(new.tax),
        seller: Set(new.seller),
        treatment: Set(new.treatment),
    };
    let lines = (0..).zip(new.lines).map(|(position, line)| invoice_line::ActiveModel {
        invoice_id: Set(id),
        position: Set(position),
        label: Set(line.label),
        net_minor: Set(line.net),
        tax_minor: Set(line.tax),
    });
    repo::invoices::insert(transaction, paper, lines.collect()).await?;
    Ok(id)
}

/// A number as people read it: `2026-000123`.
pub fn shown_number(series: &str, number: i64) -> String {
    format!("{series}-{number:06}")
}

fn json(value: &impl Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(|error| Fault::stored(format!("what an invoice says: {error}")))
}
