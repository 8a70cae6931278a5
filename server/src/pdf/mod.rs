//! Papers as PDF files: pure functions from values to bytes.

pub mod face;
mod invoice;
mod sheet;

use crate::error::{Fault, Result};
use app::api::dto::{BuyerDetails, InvoiceLineView, SellerDetails};
use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::tax::TaxTreatment;

/// Which paper it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperTitle {
    /// What was bought.
    Invoice,
    /// What went back.
    CreditNote {
        /// The number of the invoice that it corrects.
        corrects: String,
    },
}

/// What an invoice or a credit note says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Which it is.
    pub title: PaperTitle,
    /// Its number with its series.
    pub number: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Who sells.
    pub seller: SellerDetails,
    /// Who buys.
    pub buyer: BuyerDetails,
    /// The lines.
    pub lines: Vec<InvoiceLineView>,
    /// The tax in the total.
    pub tax: Money,
    /// What was paid, or went back.
    pub total: Money,
    /// How the purchase was taxed.
    pub treatment: TaxTreatment,
}

/// Draws a paper on A4.
pub fn render(paper: &Paper) -> Result<Vec<u8>> {
    let faces = face::faces().ok_or_else(|| Fault::stored("the fonts of PDF files"))?;
    let mut sheet = sheet::Sheet::new(faces);
    invoice::lay_out(paper, &mut sheet);
    let title = format!("{} {}", invoice::title(paper), paper.number);
    sheet.finish(title, &paper.seller.name).map_err(|error| Fault::stored(format!("a PDF: {error}")))
}

#[cfg(test)]
#[path = "pdf_tests.rs"]
mod tests;
