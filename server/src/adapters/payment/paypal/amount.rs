//! PayPal's amounts: decimal strings. No float comes near them.

use super::shapes::Amount;
use crate::ports::payment::GatewayError;
use domain::money::{Currency, Money};

/// The currencies that PayPal does not take.
pub const REFUSED: &[Currency] = &[Currency::Kwd];

/// How many decimals PayPal writes; `None` for a currency that it does not take.
fn decimals(currency: Currency) -> Option<usize> {
    match currency {
        Currency::Jpy => Some(0),
        Currency::Kwd => None,
        Currency::Aud
        | Currency::Cad
        | Currency::Chf
        | Currency::Dkk
        | Currency::Eur
        | Currency::Gbp
        | Currency::Nok
        | Currency::Nzd
        | Currency::Pln
        | Currency::Sek
        | Currency::Usd => Some(2),
    }
}

/// An amount in PayPal's letters.
pub fn write(amount: Money) -> Result<Amount, GatewayError> {
    let refused = || GatewayError::Refused { status: 400, code: "CURRENCY_NOT_SUPPORTED".to_owned() };
    let decimals = decimals(amount.currency).ok_or_else(refused)?;
    let digits = format!("{:0width$}", amount.minor, width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let value = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    Ok(Amount { currency_code: amount.currency.code().to_owned(), value })
}

/// Reads an amount; `None` in a currency that we do not sell in, or in other letters than PayPal's.
pub fn read(amount: &Amount) -> Option<Money> {
    let currency = Currency::from_code(&amount.currency_code)?;
    let decimals = decimals(currency)?;
    let (whole, fraction) = amount.value.split_once('.').unwrap_or((&amount.value, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) || fraction.len() > decimals {
        return None;
    }
    let minor = format!("{whole}{fraction:0<decimals$}").parse().ok()?;
    Some(Money::new(minor, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(currency_code: &str, value: &str) -> Option<i64> {
        read(&Amount { currency_code: currency_code.to_owned(), value: value.to_owned() }).map(|money| money.minor)
    }

    #[test]
    fn decimals_follow_the_currency() {
        for (minor, currency, value) in [
            (14_900, Currency::Eur, "149.00"),
            (5, Currency::Usd, "0.05"),
            (0, Currency::Gbp, "0.00"),
            (100, Currency::Chf, "1.00"),
            (1_990, Currency::Jpy, "1990"),
            (999_999_999_999, Currency::Sek, "9999999999.99"),
        ] {
            let written = write(Money::new(minor, currency)).expect("a currency that PayPal takes");
            assert_eq!((written.value.as_str(), read(&written)), (value, Some(Money::new(minor, currency))));
        }
        assert!(write(Money::new(1_000, Currency::Kwd)).is_err());
    }

    #[test]
    fn every_amount_is_read_as_it_was_written() {
        for currency in Currency::ALL.into_iter().filter(|currency| decimals(*currency).is_some()) {
            for minor in (0..2_000).chain([99_999, 123_456_789]) {
                let money = Money::new(minor, currency);
                assert_eq!(write(money).ok().and_then(|amount| read(&amount)), Some(money));
            }
        }
    }

    #[test]
    fn other_letters_are_not_guessed_at() {
        for value in ["", ".", ".50", "-1.00", "+1.00", "1,00", "1.000", "1e2", " 1.00", "1.00 ", "1.0.0", "١", "99999999999999999999.00"]
        {
            assert_eq!(read_text("EUR", value), None, "{value:?}");
        }
        assert_eq!(read_text("EUR", "149"), Some(14_900));
        assert_eq!(read_text("EUR", "149.5"), Some(14_950));
        assert_eq!(read_text("JPY", "1990.00"), None);
        assert_eq!(read_text("THB", "1.00"), None);
        assert_eq!(read_text("KWD", "1.000"), None);
    }
}
