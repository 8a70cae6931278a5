//! Money: integer minor units and an ISO 4217 currency. No floats anywhere.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A supported ISO 4217 currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Australian dollar.
    Aud,
    /// Canadian dollar.
    Cad,
    /// Swiss franc.
    Chf,
    /// Danish krone.
    Dkk,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// Yen: no minor unit.
    Jpy,
    /// Kuwaiti dinar: three decimals.
    Kwd,
    /// Norwegian krone.
    Nok,
    /// New Zealand dollar.
    Nzd,
    /// Zloty.
    Pln,
    /// Swedish krona.
    Sek,
    /// US dollar.
    Usd,
}

impl Currency {
    /// Every supported currency.
    pub const ALL: [Self; 13] = [
        Self::Aud,
        Self::Cad,
        Self::Chf,
        Self::Dkk,
        Self::Eur,
        Self::Gbp,
        Self::Jpy,
        Self::Kwd,
        Self::Nok,
        Self::Nzd,
        Self::Pln,
        Self::Sek,
        Self::Usd,
    ];

    /// The ISO 4217 code, upper case.
    pub fn code(self) -> &'static str {
        match self {
            Self::Aud => "AUD",
            Self::Cad => "CAD",
            Self::Chf => "CHF",
            Self::Dkk => "DKK",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Jpy => "JPY",
            Self::Kwd => "KWD",
            Self::Nok => "NOK",
            Self::Nzd => "NZD",
            Self::Pln => "PLN",
            Self::Sek => "SEK",
            Self::Usd => "USD",
        }
    }

    /// Finds a currency by its code in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|currency| currency.code().eq_ignore_ascii_case(code))
    }

    /// How many decimals the minor unit has (ISO 4217): 0 for yen, 3 for dinar, else 2.
    pub fn exponent(self) -> u32 {
        match self {
            Self::Jpy => 0,
            Self::Kwd => 3,
            _ => 2,
        }
    }

    /// Amounts are charged in multiples of so many minor units: Stripe takes three decimals only where the last one is zero.
    pub fn step(self) -> i64 {
        match self {
            Self::Kwd => 10,
            _ => 1,
        }
    }

    /// What stands before an amount on a page.
    fn prefix(self) -> &'static str {
        match self {
            Self::Eur => "€",
            Self::Gbp => "£",
            Self::Jpy => "¥",
            Self::Usd => "$",
            Self::Aud => "A$",
            Self::Cad => "C$",
            Self::Nzd => "NZ$",
            Self::Chf => "CHF\u{a0}",
            Self::Dkk => "DKK\u{a0}",
            Self::Kwd => "KWD\u{a0}",
            Self::Nok => "NOK\u{a0}",
            Self::Pln => "PLN\u{a0}",
            Self::Sek => "SEK\u{a0}",
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units (cents, yen, fils) of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units; negative only on discount lines.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why two amounts could not be combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The amounts are in different currencies.
    #[error("currencies differ")]
    CurrencyMismatch,
    /// The result does not fit 64 bits.
    #[error("amount out of range")]
    Overflow,
}

impl Money {
    /// An amount of `minor` units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The sum of two amounts of one currency.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// This many basis points (1/10 000) of the amount, rounded to the currency's step, half a step away from zero.
    ///
    /// This is the one rounding rule of the product.
    #[must_use]
    pub fn basis_points(self, bps: u32) -> Self {
        self.part(bps.into(), 10_000)
    }

    /// The amount rounded to the currency's step, half a step away from zero.
    #[must_use]
    pub fn in_steps(self) -> Self {
        self.part(1, 1)
    }

    /// Whether the amount is a multiple of the currency's step.
    pub fn is_in_steps(self) -> bool {
        self.minor % self.currency.step() == 0
    }

    fn part(self, of: i128, whole: i128) -> Self {
        let step = i128::from(self.currency.step());
        let (product, divisor) = (i128::from(self.minor) * of, whole * step);
        let half = if product < 0 { -divisor } else { divisor };
        let minor = (2 * product + half) / (2 * divisor) * step;
        Self::new(i64::try_from(minor).unwrap_or(i64::MAX), self.currency)
    }

    /// The amount as a plain decimal with a point and all decimals of the currency, for machines: `149.00`, `0.250`.
    pub fn decimal(self) -> String {
        let exponent = self.currency.exponent() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = exponent + 1);
        let (whole, fraction) = digits.split_at(digits.len() - exponent);
        if exponent == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// Reads what a person typed: digits, and after a point or comma no more decimals than the currency has: `49`, `49.5`, `49,50`.
    pub fn from_typed(text: &str, currency: Currency) -> Option<Self> {
        let exponent = currency.exponent() as usize;
        let text = text.trim();
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > exponent {
            return None;
        }
        format!("{whole}{fraction:0<exponent$}").parse().ok().map(|minor| Self::new(minor, currency))
    }
}

impl Money {
    /// The amount for papers, with all decimals: `€149.00`, `−€20.00`, `¥14,900`.
    pub fn in_full(self) -> String {
        let (sign, whole, fraction) = self.parts();
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{whole}{point}{fraction}", self.currency.prefix())
    }

    /// The sign, the grouped whole and the decimals.
    fn parts(self) -> (&'static str, String, String) {
        let plain = Self::new(i64::try_from(self.minor.unsigned_abs()).unwrap_or(i64::MAX), self.currency).decimal();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        (if self.minor < 0 { "−" } else { "" }, grouped(whole), fraction.to_owned())
    }
}

/// The amount for people: `€149`, `€149.50`, `−€20`, `¥14,900`. A fraction of zero is left out.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, whole, fraction) = self.parts();
        write!(f, "{sign}{}{whole}", self.currency.prefix())?;
        if fraction.bytes().any(|digit| digit != b'0') { write!(f, ".{fraction}") } else { Ok(()) }
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_amounts_are_read_exactly_or_not_at_all() {
        let read = |text, currency| Money::from_typed(text, currency).map(|money| money.minor);
        for (text, minor) in [("49", 4_900), (" 49.5 ", 4_950), ("49,50", 4_950), ("0.01", 1)] {
            assert_eq!(read(text, Currency::Eur), Some(minor), "{text}");
        }
        for text in ["", ".", ".5", "-1", "+1", "1.234", "1e2", "1.2.3", "99999999999999999999", "١"] {
            assert_eq!(read(text, Currency::Eur), None, "{text}");
        }
        assert_eq!((read("120", Currency::Jpy), read("120.0", Currency::Jpy)), (Some(120), None));
    }

    #[test]
    fn amounts_read_well_in_every_kind_of_currency() {
        let shown = |minor, currency| Money::new(minor, currency).to_string();
        assert_eq!(shown(14_900, Currency::Eur), "€149");
        assert_eq!(shown(14_950, Currency::Usd), "$149.50");
        assert_eq!(shown(1_234_567, Currency::Jpy), "¥1,234,567");
        assert_eq!(shown(1_250, Currency::Kwd), "KWD\u{a0}1.250");
        assert_eq!(shown(-2_000, Currency::Gbp), "−£20");
        assert_eq!(shown(5, Currency::Eur), "€0.05");
    }

    #[test]
    fn papers_show_every_decimal() {
        let shown = |minor, currency| Money::new(minor, currency).in_full();
        assert_eq!(shown(14_900, Currency::Eur), "€149.00");
        assert_eq!(shown(-123_456_700, Currency::Eur), "−€1,234,567.00");
        assert_eq!(shown(14_900, Currency::Jpy), "¥14,900");
        assert_eq!(shown(14_900, Currency::Kwd), "KWD\u{a0}14.900");
    }

    #[test]
    fn machines_get_all_decimals() {
        assert_eq!(Money::new(14_900, Currency::Eur).decimal(), "149.00");
        assert_eq!(Money::new(7, Currency::Kwd).decimal(), "0.007");
        assert_eq!(Money::new(900, Currency::Jpy).decimal(), "900");
        assert_eq!(Money::new(-5, Currency::Usd).decimal(), "-0.05");
    }

    #[test]
    fn half_a_unit_rounds_away_from_zero() {
        assert_eq!(Money::new(5, Currency::Eur).basis_points(5_000).minor, 3);
        assert_eq!(Money::new(-5, Currency::Eur).basis_points(5_000).minor, -3);
        assert_eq!(Money::new(9_999, Currency::Eur).basis_points(1_900).minor, 1_900);
        assert_eq!(Money::new(5, Currency::Jpy).basis_points(5_000).minor, 3);
    }

    #[test]
    fn dinars_round_to_the_hundredth() {
        let dinars = |minor| Money::new(minor, Currency::Kwd);
        assert_eq!(dinars(16_020).basis_points(1_900).minor, 3_040);
        assert_eq!((dinars(30).basis_points(5_000).minor, dinars(-30).basis_points(5_000).minor), (20, -20));
        assert_eq!([5_124, 5_125, -5_124, -5_125].map(|minor| dinars(minor).in_steps().minor), [5_120, 5_130, -5_120, -5_130]);
    }

    #[test]
    fn currencies_do_not_mix() {
        let sum = Money::new(1, Currency::Eur).checked_add(Money::new(1, Currency::Usd));
        assert_eq!(sum, Err(MoneyError::CurrencyMismatch));
    }
}
