//! Invoices as their buyers see them.

use super::invoicing::{add_buyer, shown_number};
use super::orders::{is_buyer, made_here};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::pdf::{self, Paper, PaperTitle};
use crate::repo::{self, rows};
use app::api::dto::{BuyerDetails, CreditNoteView, InvoiceLineView, InvoiceView, Role};
use app::api::error::{Field, FieldError, Problem};
use app::api::ports::{BuyerChange, Invoices, PaperKind, PdfFile, Viewer};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::country::Country;
use domain::money::Money;
use domain::tax::TaxTreatment;
use domain::vat_id::{VatId, VatIdError};
use entity::{invoice, order};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Invoices over the database.
pub struct InvoicesService(pub Arc<Core>);

/// The longest line of an address.
const LONGEST_LINE: usize = 120;
/// How often a change of the buyer is tried that lost against another.
const TRIES: u32 = 30;

#[async_trait]
impl Invoices for InvoicesService {
    async fn view(&self, viewer: &Viewer, public_id: &str) -> api::Result<InvoiceView> {
        Ok(self.page(viewer, public_id).await?)
    }

    async fn set_buyer(&self, viewer: &Viewer, command: BuyerChange) -> api::Result<()> {
        Ok(self.change_buyer(viewer, &command).await?)
    }

    async fn file(&self, viewer: &Viewer, public_id: &str, kind: PaperKind) -> api::Result<PdfFile> {
        Ok(self.pdf(viewer, public_id, kind).await?)
    }
}

impl InvoicesService {
    /// The order and its invoice, for its buyer and for the admin.
    async fn find(&self, viewer: &Viewer, public_id: &str) -> Result<(order::Model, invoice::Model)> {
        let db = self.0.db.read();
        let order = repo::orders::by_public_id(db, public_id).await?.ok_or(ApiError::NotFound)?;
        let is_admin = viewer.actor.as_ref().is_some_and(|actor| actor.role == Role::Admin);
        if !(made_here(viewer, &order) || is_buyer(viewer, &order) || is_admin) {
            return Err(ApiError::NotFound.into());
        }
        let paper = repo::invoices::of_order(db, order.id).await?.ok_or(ApiError::NotFound)?;
        Ok((order, paper))
    }

    async fn page(&self, viewer: &Viewer, public_id: &str) -> Result<InvoiceView> {
        let (order, row) = self.find(viewer, public_id).await?;
        let db = self.0.db.read();
        let buyer = repo::invoices::buyer(db, row.id).await?;
        let notes = repo::invoices::credit_notes(db, order.id).await?;
        let paper = self.paper(&row, &row, None).await?;
        Ok(InvoiceView {
            public_id: order.public_id.clone(),
            number: paper.number,
            issued_at: paper.issued_at,
            revised_at: buyer.filter(|buyer| buyer.revision > 0).map(|buyer| buyer.at),
            seller: paper.seller,
            buyer_country: country_name(&paper.buyer),
            buyer: paper.buyer,
            lines: paper.lines,
            net: Money::new(paper.total.minor - paper.tax.minor, paper.total.currency),
            tax: paper.tax,
            tax_name: paper.treatment.name_with_rate(),
            rule: paper.treatment.rule,
            total: paper.total,
            credit_notes: (1..).zip(notes).map(|(position, note)| credit_note(position, &note)).collect::<Result<_>>()?,
            editable: made_here(viewer, &order) || is_buyer(viewer, &order),
        })
    }

    /// What a paper says; `corrected` is the invoice that a credit note belongs to, and the invoice itself otherwise.
    async fn paper(&self, row: &invoice::Model, corrected: &invoice::Model, title: Option<PaperTitle>) -> Result<Paper> {
        let db = self.0.db.read();
        let total = rows::money(row.total_minor, &row.currency)?;
        let buyer = repo::invoices::buyer(db, corrected.id).await?.ok_or_else(|| Fault::stored("an invoice without a buyer"))?;
        let line = |line: entity::invoice_line::Model| InvoiceLineView {
            label: line.label,
            net: Money::new(line.net_minor, total.currency),
            tax: Money::new(line.tax_minor, total.currency),
        };
        Ok(Paper {
            title: title.unwrap_or(PaperTitle::Invoice),
            number: shown_number(&row.series, row.number),
            issued_at: row.issued_at,
            seller: parsed(&row.seller)?,
            buyer: parsed(&buyer.details)?,
            lines: repo::invoices::lines(db, row.id).await?.into_iter().map(line).collect(),
            tax: Money::new(row.tax_minor, total.currency),
            total,
            treatment: parsed::<TaxTreatment>(&row.treatment)?,
        })
    }

    async fn pdf(&self, viewer: &Viewer, public_id: &str, kind: PaperKind) -> Result<PdfFile> {
        let (order, invoice) = self.find(viewer, public_id).await?;
        self.draw(&order, &invoice, kind).await
    }

    /// Every paper of an order as a file, whoever asks: its invoice, and its credit notes.
    pub async fn papers(&self, order: &order::Model) -> Result<Vec<PdfFile>> {
        let db = self.0.db.read();
        let Some(invoice) = repo::invoices::of_order(db, order.id).await? else { return Ok(Vec::new()) };
        let notes = repo::invoices::credit_notes(db, order.id).await?;
        let mut papers = vec![self.draw(order, &invoice, PaperKind::Invoice).await?];
        for (position, _) in (1..).zip(notes) {
            papers.push(self.draw(order, &invoice, PaperKind::CreditNote(position)).await?);
        }
        Ok(papers)
    }

    async fn draw(&self, order: &order::Model, invoice: &invoice::Model, kind: PaperKind) -> Result<PdfFile> {
        let (name, paper) = match kind {
            PaperKind::Invoice => ("invoice", self.paper(invoice, invoice, None).await?),
            PaperKind::CreditNote(position) => {
                let notes = repo::invoices::credit_notes(self.0.db.read(), order.id).await?;
                let index = usize::try_from(position).ok().and_then(|position| position.checked_sub(1)).ok_or(ApiError::NotFound)?;
                let row = notes.get(index).ok_or(ApiError::NotFound)?;
                let title = PaperTitle::CreditNote { corrects: shown_number(&invoice.series, invoice.number) };
                ("credit-note", self.paper(row, invoice, Some(title)).await?)
            }
        };
        let name = format!("{name}-{}.pdf", paper.number.trim_start_matches("CN-"));
        let drawn = tokio::task::spawn_blocking(move || pdf::render(&paper)).await;
        let bytes = drawn.map_err(|_| Fault::stored("a PDF that could not be drawn"))??;
        Ok(PdfFile { name, bytes })
    }

    async fn change_buyer(&self, viewer: &Viewer, command: &BuyerChange) -> Result<()> {
        let (order, paper) = self.find(viewer, &command.public_id).await?;
        if !(made_here(viewer, &order) || is_buyer(viewer, &order)) {
            return Err(ApiError::NotFound.into());
        }
        for _ in 0..TRIES {
            let known = repo::invoices::buyer(self.0.db.write(), paper.id).await?;
            let known = known.ok_or_else(|| Fault::stored("an invoice without a buyer"))?;
            let before: BuyerDetails = parsed(&known.details)?;
            let after = changed(&before, command)?;
            if before == after {
                return Ok(());
            }
            match add_buyer(&self.0, self.0.db.write(), paper.id, known.revision + 1, &after).await {
                Err(error) if error.is_unique_violation() => {}
                outcome => return outcome,
            }
        }
        Err(Fault::stored("an invoice's buyer that does not stand still"))
    }
}

fn credit_note(position: u32, note: &invoice::Model) -> Result<CreditNoteView> {
    Ok(CreditNoteView {
        position,
        number: shown_number(&note.series, note.number),
        issued_at: note.issued_at,
        total: rows::money(note.total_minor, &note.currency)?,
    })
}

fn country_name(buyer: &BuyerDetails) -> String {
    Country::parse(&buyer.country).map(|country| country.name().to_owned()).unwrap_or_default()
}

fn parsed<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T> {
    serde_json::from_value(value.clone()).map_err(|error| Fault::stored(format!("what an invoice says: {error}")))
}

/// The buyer with what was typed. Name and country stay: they were part of the purchase.
fn changed(before: &BuyerDetails, command: &BuyerChange) -> std::result::Result<BuyerDetails, ApiError> {
    let mut errors = Vec::new();
    let mut line = |field, text: &str| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let problem = match line.chars().count() {
            length if length > LONGEST_LINE => Some(Problem::TooLong),
            _ if line.chars().any(char::is_control) => Some(Problem::Malformed),
            _ => None,
        };
        errors.extend(problem.map(|problem| FieldError { field, problem }));
        line
    };
    let company = line(Field::Company, &command.company);
    let street = line(Field::Street, &command.street);
    let city = line(Field::City, &command.city);
    let vat_id = vat_id(&before.country, &command.vat_id).unwrap_or_else(|problem| {
        errors.push(FieldError { field: Field::VatId, problem });
        String::new()
    });
    if errors.is_empty() && [&company, &street, &city, &vat_id].iter().all(|text| text.is_empty()) {
        errors.push(FieldError { field: Field::Company, problem: Problem::Missing });
    }
    if !errors.is_empty() {
        return Err(ApiError::Invalid(errors));
    }
    Ok(BuyerDetails { name: before.name.clone(), country: before.country.clone(), company, street, city, vat_id })
}

/// The VAT id in its normal form, or empty where nothing was typed.
fn vat_id(country: &str, typed: &str) -> std::result::Result<String, Problem> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let parsed = Country::parse(country).map_or_else(|_| VatId::parse(typed), |country| VatId::parse_for(country, typed));
    parsed.map(String::from).map_err(|error| match error {
        VatIdError::UnknownPrefix | VatIdError::WrongShape { .. } => Problem::Malformed,
        VatIdError::OtherCountry => Problem::OtherCountry,
        VatIdError::WrongCheckDigits => Problem::WrongDigits,
    })
}
