//! What a treatment does to the lines of a quote.

use super::shares::allocate;
use super::{TaxRule, TaxTreatment};
use crate::money::{Currency, Money, MoneyError};
use crate::pricing::{Line, LineKind, sum};

/// A line with the tax in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTax {
    /// Without tax.
    pub net: Money,
    /// The tax.
    pub tax: Money,
}

/// Lines with what they say about tax: `net + tax == total`, and `total` is the sum of the lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxedLines {
    /// The lines, with one for the tax on top or for the tax taken off.
    pub lines: Vec<Line>,
    /// What is to be paid.
    pub total: Money,
    /// The tax in the total.
    pub tax: Money,
    /// The total without the tax.
    pub net: Money,
    /// For each line its part, in the same order. A `Tax` line has none of its own: the lines before it carry it.
    /// The parts sum to `net` and `tax`.
    pub per_line_tax: Vec<LineTax>,
}

/// The tax contained in an amount, half a unit rounded away from zero.
#[must_use]
pub fn contained(amount: Money, basis_points: u32) -> Money {
    let divisor = 10_000 + i128::from(basis_points);
    let product = i128::from(amount.minor) * i128::from(basis_points);
    let half = if product < 0 { -divisor } else { divisor };
    let minor = i64::try_from((2 * product + half) / (2 * divisor)).unwrap_or(i64::MAX);
    Money::new(minor, amount.currency)
}

/// Adds tax to priced lines: a `Tax` line on top where prices are without tax, a discount where a reverse charge takes off the
/// tax that prices contain, nothing where prices contain what is charged. `lines` are main, bump and discount lines, and all
/// discounts are already among them: they reduce what is taxed.
pub fn tax_lines(lines: &[Line], currency: Currency, treatment: &TaxTreatment) -> Result<TaxedLines, MoneyError> {
    let mut lines = lines.to_vec();
    let base = sum(&lines, currency)?;
    lines.extend(line_of_tax(base, treatment));
    breakdown(&lines, currency, treatment)
}

fn line_of_tax(base: Money, treatment: &TaxTreatment) -> Option<Line> {
    let (kind, label, minor) = match treatment.rule {
        TaxRule::Rate if !treatment.inclusive => {
            (LineKind::Tax, treatment.name_with_rate(), base.basis_points(treatment.basis_points).minor)
        }
        TaxRule::ReverseCharge => {
            (LineKind::Discount, treatment.waived_label(), -contained(base, treatment.waived_basis_points).in_steps().minor)
        }
        TaxRule::Rate | TaxRule::OutOfScope => return None,
    };
    (base.minor > 0 && minor != 0).then(|| Line { kind, offer: None, label, amount: Money::new(minor, base.currency) })
}

/// Reads the tax out of lines that are complete: those of a stored quote, of an order.
pub fn breakdown(lines: &[Line], currency: Currency, treatment: &TaxTreatment) -> Result<TaxedLines, MoneyError> {
    let total = sum(lines, currency)?;
    let added = lines.iter().filter(|line| line.kind == LineKind::Tax).map(|line| line.amount.minor).sum::<i64>();
    let within = if treatment.inclusive { contained(total, treatment.basis_points).minor.max(0) } else { 0 };
    let tax = Money::new(added.saturating_add(within), currency);
    let net = total.checked_add(Money::new(-tax.minor, currency))?;
    let weights: Vec<i64> = lines.iter().map(|line| if line.kind == LineKind::Tax { 0 } else { line.amount.minor }).collect();
    let per_line_tax = allocate(tax.minor, &weights).into_iter().zip(&weights).map(|(tax, weight)| LineTax {
        net: Money::new(if treatment.inclusive { weight - tax } else { *weight }, currency),
        tax: Money::new(tax, currency),
    });
    Ok(TaxedLines { per_line_tax: per_line_tax.collect(), lines: lines.to_vec(), total, tax, net })
}
