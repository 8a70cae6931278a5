use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::tax::TaxRule;
use serde::{Deserialize, Serialize};

/// Who sells, as invoices print it. Kept under the key `seller` of the site's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SellerDetails {
    /// The person or company.
    pub name: String,
    /// The address, a line each, without the country.
    pub address: Vec<String>,
    /// The country's name.
    pub country: String,
    /// The VAT id, or empty.
    pub vat_id: String,
    /// The address that questions go to.
    pub email: String,
}

/// To whom an invoice is made out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BuyerDetails {
    /// The person who bought.
    pub name: String,
    /// The company, or empty.
    pub company: String,
    /// Street and number, or empty.
    pub street: String,
    /// Postal code and city, or empty.
    pub city: String,
    /// The country's ISO code, or empty where it was not asked for.
    pub country: String,
    /// The VAT id, or empty.
    pub vat_id: String,
}

/// An order's invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceView {
    /// The order's public id.
    pub public_id: String,
    /// The number, with its series: `2026-000123`.
    pub number: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// When the buyer was last changed, if ever.
    pub revised_at: Option<DateTime<Utc>>,
    /// Who sells.
    pub seller: SellerDetails,
    /// Who buys.
    pub buyer: BuyerDetails,
    /// The name of the buyer's country, or empty.
    pub buyer_country: String,
    /// What was bought.
    pub lines: Vec<InvoiceLineView>,
    /// The sum without tax.
    pub net: Money,
    /// The tax.
    pub tax: Money,
    /// What the tax is called, with its rate: `VAT 19 %`.
    pub tax_name: String,
    /// Why this tax.
    pub rule: TaxRule,
    /// What was paid.
    pub total: Money,
    /// What went back, oldest first.
    pub credit_notes: Vec<CreditNoteView>,
    /// Whether the one who looks may change the buyer.
    pub editable: bool,
}

/// A line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLineView {
    /// What it says.
    pub label: String,
    /// Without tax; negative for a discount.
    pub net: Money,
    /// The tax in it.
    pub tax: Money,
}

/// A credit note of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditNoteView {
    /// Its place among the order's, counting from 1.
    pub position: u32,
    /// The number, with its series: `CN-2026-000007`.
    pub number: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// What went back.
    pub total: Money,
}
