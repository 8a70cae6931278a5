//! What invoices say on the page and on paper alike.

use domain::tax::TaxRule;

/// Why no tax is charged, where none is.
pub fn tax_note(rule: TaxRule) -> Option<&'static str> {
    match rule {
        TaxRule::Rate => None,
        TaxRule::ReverseCharge => {
            Some("Reverse charge: the recipient of the service owes the VAT (Articles 44 and 196 of Directive 2006/112/EC).")
        }
        TaxRule::OutOfScope => Some("No VAT is charged on this sale."),
    }
}

/// That nothing is left to pay.
pub fn paid_words() -> &'static str {
    "Paid in full. There is nothing left to pay. The service was provided on the day of the invoice."
}
