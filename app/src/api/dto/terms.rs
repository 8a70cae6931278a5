use chrono::{DateTime, Utc};
use domain::country::Country;
use domain::refund_policy::RefundPolicy;
use serde::{Deserialize, Serialize};

/// What buyers are promised and what they agree to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsView {
    /// The refund promises, newest first. The first is in force.
    pub refunds: Vec<PolicyVersion>,
    /// The words of the consent, newest first. The first are in force.
    pub consents: Vec<ConsentVersion>,
}

/// A refund promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyVersion {
    /// Counts the promises, from 1; 0 stands for the one that holds where none was written.
    pub version: i32,
    /// The promise.
    pub policy: RefundPolicy,
    /// Since when it is given.
    pub since: Option<DateTime<Utc>>,
}

/// Words that buyers agree to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentVersion {
    /// Counts the texts, from 1.
    pub version: i32,
    /// The words.
    pub text: String,
    /// Since when they are shown.
    pub since: DateTime<Utc>,
    /// How many agreed to them.
    pub given: u64,
    /// How many of those took it back.
    pub revoked: u64,
}

/// The taxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxesView {
    /// Where the seller is; absent where nobody is charged any tax.
    pub seller: Option<Country>,
    /// Whether prices contain the tax.
    pub inclusive: bool,
    /// When that was last changed, in microseconds since 1970; 0 for never.
    pub changed: i64,
    /// The rates by country, in order of their names.
    pub countries: Vec<CountryRates>,
}

/// The rates of a country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryRates {
    /// Where.
    pub country: Country,
    /// The rate of now with its name, if there is one: `VAT 19 %`.
    pub now: Option<String>,
    /// Every rate, the one that begins last first.
    pub rates: Vec<RateRow>,
}

/// A rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateRow {
    /// With its name: `VAT 19 %`; absent where no tax is charged.
    pub rate: Option<String>,
    /// From when it holds.
    pub from: DateTime<Utc>,
}

/// A rate as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateForm {
    /// The country's code.
    #[serde(default)]
    pub country: String,
    /// Per cent: `25.5`; empty for no tax.
    #[serde(default)]
    pub percent: String,
    /// What the tax is called there.
    #[serde(default)]
    pub label: String,
    /// The first day on which it holds, in UTC: `2026-12-31`; empty for at once.
    #[serde(default)]
    pub from: String,
}
