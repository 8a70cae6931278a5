//! Tax: a table of rates by country, how a buyer is treated by it, and what it does to the lines of a quote.
//!
//! One rule rounds: half a unit away from zero, once, on the tax of the whole order ([`Money::basis_points`] for prices
//! without tax, [`contained`] for prices with it). What single lines carry of it is shared out by the largest remainder
//! ([`allocate`]), so that parts always sum to their whole.

mod lines;
mod rates;
mod shares;

pub use lines::{LineTax, TaxedLines, breakdown, contained, tax_lines};
pub use rates::{DatedRate, in_force};
pub use shares::{allocate, item_shares, part_of};

use crate::country::Country;
use crate::vat_id::VatId;
use serde::{Deserialize, Serialize};

/// A country's rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRate {
    /// Where it holds.
    pub country: Country,
    /// The rate: 1 900 is 19 %.
    pub basis_points: u32,
    /// What the tax is called there: "VAT", "`MwSt`".
    pub label: String,
}

/// The rates that the seller charges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxTable {
    /// Where the seller is.
    pub seller: Country,
    /// Whether prices contain the tax. Otherwise it is added on top.
    pub inclusive: bool,
    /// The rates, one a country. A country without one is charged no tax.
    pub rates: Vec<TaxRate>,
}

/// Why a buyer is charged the rate that is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxRule {
    /// The rate of a country in the table.
    Rate,
    /// The buyer is a business in another member state and pays the tax there.
    ReverseCharge,
    /// The table has no rate for the buyer's country.
    OutOfScope,
}

/// How one buyer is taxed. It is stored with the quote, so that a later change of the table changes nothing sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxTreatment {
    /// Where the buyer is.
    pub country: Country,
    /// Why this rate.
    pub rule: TaxRule,
    /// The rate charged; zero unless the rule is [`TaxRule::Rate`].
    pub basis_points: u32,
    /// Whether the prices contain the tax.
    pub inclusive: bool,
    /// The rate that the prices contain and that a reverse charge takes off: the seller's own.
    pub waived_basis_points: u32,
    /// What the tax is called.
    pub label: String,
}

/// The standard rates of 2026: the member states of the EU and three neighbours.
const STANDARD: [(&str, u32); 30] = [
    ("AT", 2_000),
    ("BE", 2_100),
    ("BG", 2_000),
    ("CH", 810),
    ("CY", 1_900),
    ("CZ", 2_100),
    ("DE", 1_900),
    ("DK", 2_500),
    ("EE", 2_400),
    ("ES", 2_100),
    ("FI", 2_550),
    ("FR", 2_000),
    ("GB", 2_000),
    ("GR", 2_400),
    ("HR", 2_500),
    ("HU", 2_700),
    ("IE", 2_300),
    ("IT", 2_200),
    ("LT", 2_100),
    ("LU", 1_700),
    ("LV", 2_100),
    ("MT", 1_800),
    ("NL", 2_100),
    ("NO", 2_500),
    ("PL", 2_300),
    ("PT", 2_300),
    ("RO", 2_100),
    ("SE", 2_500),
    ("SI", 2_200),
    ("SK", 2_300),
];

impl TaxTable {
    /// The standard rates of the EU, Great Britain, Switzerland and Norway.
    pub fn standard(seller: Country, inclusive: bool) -> Self {
        let rate = |(code, basis_points): (&str, u32)| {
            Country::parse(code).ok().map(|country| TaxRate { country, basis_points, label: "VAT".to_owned() })
        };
        Self { seller, inclusive, rates: STANDARD.into_iter().filter_map(rate).collect() }
    }

    /// The rate of a country.
    pub fn rate(&self, country: Country) -> Option<&TaxRate> {
        self.rates.iter().find(|rate| rate.country == country)
    }
}

/// How a buyer in `country` is taxed.
///
/// A VAT id counts where it is of the buyer's own country, that country is another than the seller's, and both it and the
/// id are of the EU: then the buyer owes the tax. Everybody else pays the rate of their country, or none where the table
/// has none; prices that contain tax stay the same for them.
pub fn treat(table: &TaxTable, country: Country, vat_id: Option<&VatId>) -> TaxTreatment {
    let business_abroad = country != table.seller && country.in_eu() && vat_id.is_some_and(|id| id.country() == country);
    let rate = table.rate(country);
    let own = table.rate(table.seller);
    let (rule, basis_points) = match rate {
        _ if business_abroad => (TaxRule::ReverseCharge, 0),
        Some(rate) => (TaxRule::Rate, rate.basis_points),
        None => (TaxRule::OutOfScope, 0),
    };
    let waived = if business_abroad && table.inclusive { own.map_or(0, |own| own.basis_points) } else { 0 };
    let label = rate.or(own).map_or_else(|| "VAT".to_owned(), |rate| rate.label.clone());
    TaxTreatment { country, rule, basis_points, inclusive: table.inclusive, waived_basis_points: waived, label }
}

impl TaxTreatment {
    /// The treatment of something sold without any tax.
    pub fn none(country: Country) -> Self {
        Self { country, rule: TaxRule::OutOfScope, basis_points: 0, inclusive: true, waived_basis_points: 0, label: "VAT".to_owned() }
    }

    /// Whether the buyer owes the tax.
    pub fn reverse_charge(&self) -> bool {
        self.rule == TaxRule::ReverseCharge
    }

    /// The tax with its rate: `VAT 25.5 %`.
    pub fn name_with_rate(&self) -> String {
        format!("{} {}", self.label, percent(self.basis_points))
    }

    /// What a line says that takes the contained tax off.
    pub fn waived_label(&self) -> String {
        format!("{} not charged (reverse charge)", self.label)
    }
}

/// Basis points for people, without needless zeros: `19 %`, `25.5 %`, `8.25 %`.
pub fn percent(basis_points: u32) -> String {
    let (whole, hundredths) = (basis_points / 100, basis_points % 100);
    let fraction = format!(".{hundredths:02}");
    format!("{whole}{}\u{a0}%", fraction.trim_end_matches('0').trim_end_matches('.'))
}

/// Reads what a person typed: per cent with no more than two decimals, after a point or a comma, up to a hundred: `19`, `25.5`, `8,25`.
pub fn percent_from_typed(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (whole, hundredths) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(hundredths) || hundredths.len() > 2 {
        return None;
    }
    format!("{whole}{hundredths:0<2}").parse().ok().filter(|basis_points| *basis_points <= 10_000)
}

/// Basis points as a form holds them: `19`, `25.5`.
pub fn percent_to_type(basis_points: u32) -> String {
    percent(basis_points).trim_end_matches(['\u{a0}', '%']).to_owned()
}

#[cfg(test)]
#[path = "tax_tests.rs"]
mod tests;
