//! Amounts as PayPal writes them: decimal strings, whose form depends on the currency.

use serde_json::{Value, json};

use super::refusal::Refusal;

/// A currency PayPal takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Currency {
    /// Its ISO 4217 code.
    pub code: &'static str,
    /// Decimals PayPal takes.
    decimals: u32,
    /// Decimals ISO 4217 gives it.
    exponent: u32,
}

/// Two decimals everywhere.
const DECIMAL: &[&str] = &[
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD",
    "THB", "USD",
];

/// No decimals at PayPal, with the decimals ISO 4217 gives them.
const WHOLE: &[(&str, u32)] = &[("HUF", 2), ("JPY", 0), ("TWD", 2)];

impl Currency {
    fn of(code: &str) -> Option<Self> {
        let decimal = DECIMAL.iter().find(|known| **known == code).map(|code| Self { code, decimals: 2, exponent: 2 });
        decimal.or_else(|| {
            let (code, exponent) = WHOLE.iter().find(|(known, _)| *known == code)?;
            Some(Self { code, decimals: 0, exponent: *exponent })
        })
    }
}

/// An amount in the minor units of ISO 4217.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// Their currency.
    pub currency: Currency,
}

impl Money {
    /// Reads an amount; `field` is the JSON pointer that a refusal names.
    pub fn read(code: &str, value: &str, field: &str) -> Result<Self, Refusal> {
        let currency = Currency::of(code).ok_or_else(|| {
            Refusal::unprocessable(
                "INVALID_CURRENCY_CODE",
                "Currency code is invalid or is not currently supported. \
                 Please refer https://developer.paypal.com/api/rest/reference/currency-codes/ for list of supported currency codes.",
            )
            .at(&format!("{field}/currency_code"), code)
        })?;
        let refuse = |issue: &str, description: &str| Refusal::unprocessable(issue, description).at(&format!("{field}/value"), value);
        let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
        let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
        if let Some(rest) = value.strip_prefix('-')
            && !rest.is_empty()
        {
            return Err(refuse(
                "CANNOT_BE_NEGATIVE",
                "Must be greater than or equal to 0. If the currency supports decimals, only two decimal place precision is supported.",
            ));
        }
        if value.is_empty() || value.len() > 32 || !digits(whole) || !digits(fraction) || value.ends_with('.') {
            return Err(Refusal::invalid(
                "INVALID_PARAMETER_SYNTAX",
                "The value of a field does not conform to the expected format.",
                &format!("{field}/value"),
            ));
        }
        if !fraction.is_empty() && currency.decimals == 0 {
            return Err(refuse(
                "DECIMALS_NOT_SUPPORTED",
                "Currency does not support decimals. \
                 Please refer to https://developer.paypal.com/docs/api/reference/currency-codes/ for more information.",
            ));
        }
        if fraction.len() > 2 {
            return Err(refuse("DECIMAL_PRECISION", "If the currency supports decimals, only two decimal place precision is supported."));
        }
        let whole: i64 = if whole.is_empty() { Ok(0) } else { whole.parse() }.unwrap_or(i64::MAX);
        if whole > 999_999_999_999_999 {
            return Err(refuse("MAX_VALUE_EXCEEDED", "Should be less than or equal to 999999999999999.99."));
        }
        let fraction: i64 = format!("{fraction:0<2}").parse().unwrap_or_default();
        let minor = if currency.exponent == 0 { whole } else { whole * 100 + fraction };
        Ok(Self { minor, currency })
    }

    /// The same currency with another number of minor units.
    #[must_use]
    pub fn with(self, minor: i64) -> Self {
        Self { minor, ..self }
    }

    /// The decimal string.
    pub fn value(self) -> String {
        match (self.currency.exponent, self.currency.decimals) {
            (0, _) => self.minor.to_string(),
            (_, 0) => (self.minor / 100).to_string(),
            _ => format!("{}.{:02}", self.minor / 100, self.minor % 100),
        }
    }

    /// `{"currency_code": "EUR", "value": "19.90"}`
    pub fn json(self) -> Value {
        json!({"currency_code": self.currency.code, "value": self.value()})
    }
}

#[cfg(test)]
mod tests {
    use super::Money;

    fn minor(code: &str, value: &str) -> Option<i64> {
        Money::read(code, value, "/amount").ok().map(|money| money.minor)
    }

    #[test]
    fn decimals_follow_the_currency() {
        for (code, value, expected) in [
            ("EUR", "19.90", Some(1990)),
            ("EUR", "19.9", Some(1990)),
            ("EUR", "19", Some(1900)),
            ("EUR", "0.01", Some(1)),
            ("EUR", ".50", Some(50)),
            ("EUR", "19.901", None),
            ("EUR", "19.", None),
            ("EUR", "-1.00", None),
            ("EUR", "1,00", None),
            ("EUR", "", None),
            ("EUR", "9999999999999999.00", None),
            ("JPY", "1990", Some(1990)),
            ("JPY", "1990.00", None),
            ("HUF", "1990", Some(199_000)),
            ("TWD", "10.5", None),
            ("KWD", "1.000", None),
            ("eur", "1.00", None),
        ] {
            assert_eq!(minor(code, value), expected, "{code} {value}");
        }
    }

    #[test]
    fn what_is_read_is_written_back() {
        for (code, value) in [("EUR", "19.90"), ("USD", "0.05"), ("JPY", "1990"), ("HUF", "1990"), ("CHF", "1200.00")] {
            assert_eq!(Money::read(code, value, "").unwrap().value(), value, "{code}");
        }
    }
}
