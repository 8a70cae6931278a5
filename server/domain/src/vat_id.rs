//! VAT identification numbers: their shape, and their check digits where the rule is public and simple.
//!
//! What is checked here is the form. Whether a number is in use only the tax office knows.

use crate::country::Country;
use serde::{Deserialize, Serialize};
use std::fmt;

mod check_digits;

/// A well-formed VAT id in its normal form: upper case, no spaces, with its prefix (`DE136695976`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VatId {
    text: String,
    country: Country,
}

/// Why a text is no VAT id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VatIdError {
    /// It begins with no prefix that is known here.
    #[error("no known prefix")]
    UnknownPrefix,
    /// It belongs to another country than the buyer.
    #[error("the id of another country")]
    OtherCountry,
    /// It has not the shape that the country gives its ids.
    #[error("not shaped like {example}")]
    WrongShape {
        /// An id of the right shape.
        example: &'static str,
    },
    /// It has the shape, and a digit of it is wrong.
    #[error("the check digits do not fit")]
    WrongCheckDigits,
}

/// The ids of one country.
struct Scheme {
    prefix: &'static str,
    country: &'static str,
    /// What may follow the prefix: `9` a digit, `@` a letter, `*` either, `?` either or one of `+*`, else itself.
    shapes: &'static [&'static str],
    example: &'static str,
}

const fn scheme(prefix: &'static str, country: &'static str, shapes: &'static [&'static str], example: &'static str) -> Scheme {
    Scheme { prefix, country, shapes, example }
}

/// The EU's, as the VIES system lists them, and those of the neighbours that have their own.
const SCHEMES: &[Scheme] = &[
    scheme("AT", "AT", &["U99999999"], "ATU13585627"),
    scheme("BE", "BE", &["9999999999"], "BE0428759497"),
    scheme("BG", "BG", &["999999999", "9999999999"], "BG175074752"),
    scheme("CHE", "CH", &["999999999", "999999999MWST", "999999999TVA", "999999999IVA"], "CHE107787577MWST"),
    scheme("CY", "CY", &["99999999@"], "CY10259033P"),
    scheme("CZ", "CZ", &["99999999", "999999999", "9999999999"], "CZ25123891"),
    scheme("DE", "DE", &["999999999"], "DE136695976"),
    scheme("DK", "DK", &["99999999"], "DK13585628"),
    scheme("EE", "EE", &["999999999"], "EE100931558"),
    scheme("EL", "GR", &["999999999"], "EL094259216"),
    scheme("ES", "ES", &["*9999999*"], "ESB58378431"),
    scheme("FI", "FI", &["99999999"], "FI20774740"),
    scheme("FR", "FR", &["**999999999"], "FR40303265045"),
    scheme("GB", "GB", &["999999999", "999999999999", "GD999", "HA999"], "GB980780684"),
    scheme("HR", "HR", &["99999999999"], "HR33392005961"),
    scheme("HU", "HU", &["99999999"], "HU12892312"),
    scheme("IE", "IE", &["9?99999@", "9?99999@@"], "IE6433435F"),
    scheme("IT", "IT", &["99999999999"], "IT00743110157"),
    scheme("LT", "LT", &["999999999", "999999999999"], "LT119511515"),
    scheme("LU", "LU", &["99999999"], "LU15027442"),
    scheme("LV", "LV", &["99999999999"], "LV40003521600"),
    scheme("MT", "MT", &["99999999"], "MT11679112"),
    scheme("NL", "NL", &["999999999B99"], "NL004495445B01"),
    scheme("NO", "NO", &["999999999", "999999999MVA"], "NO995525828MVA"),
    scheme("PL", "PL", &["9999999999"], "PL8567346215"),
    scheme("PT", "PT", &["999999999"], "PT501964843"),
    scheme("RO", "RO", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"], "RO18547290"),
    scheme("SE", "SE", &["999999999999"], "SE123456789701"),
    scheme("SI", "SI", &["99999999"], "SI50223054"),
    scheme("SK", "SK", &["9999999999"], "SK2022749619"),
    scheme("XI", "GB", &["999999999", "999999999999", "GD999", "HA999"], "XI980780684"),
];

impl VatId {
    /// Takes an id as typed, in any case, with spaces, dots, dashes and slashes between its parts.
    pub fn parse(text: &str) -> Result<Self, VatIdError> {
        let text = normalized(text);
        let scheme = SCHEMES.iter().find(|scheme| text.starts_with(scheme.prefix)).ok_or(VatIdError::UnknownPrefix)?;
        let number = text.strip_prefix(scheme.prefix).unwrap_or_default();
        if !scheme.shapes.iter().any(|shape| fits(number, shape)) {
            return Err(VatIdError::WrongShape { example: scheme.example });
        }
        if !check_digits::hold(scheme.prefix, number) {
            return Err(VatIdError::WrongCheckDigits);
        }
        let country = Country::parse(scheme.country).map_err(|_| VatIdError::UnknownPrefix)?;
        Ok(Self { text, country })
    }

    /// Takes the id of a buyer of `country`, with its prefix or without.
    pub fn parse_for(country: Country, text: &str) -> Result<Self, VatIdError> {
        let text = normalized(text);
        let of_country = || SCHEMES.iter().filter(|scheme| scheme.country == country.code());
        let first = of_country().next().ok_or(VatIdError::UnknownPrefix)?;
        if let Some(scheme) = of_country().find(|scheme| scheme.shapes.iter().any(|shape| fits(&text, shape))) {
            return Self::parse(&format!("{}{text}", scheme.prefix));
        }
        match Self::parse(&text) {
            Ok(id) if id.country == country => Ok(id),
            Ok(_) => Err(VatIdError::OtherCountry),
            Err(VatIdError::UnknownPrefix) => Err(VatIdError::WrongShape { example: first.example }),
            Err(error) => Err(error),
        }
    }

    /// The id with its prefix.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whose tax office gave it.
    pub fn country(&self) -> Country {
        self.country
    }
}

fn normalized(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !".-/".contains(*c)).flat_map(char::to_uppercase).collect()
}

fn fits(text: &str, shape: &str) -> bool {
    let one = |(c, kind): (char, char)| match kind {
        '9' => c.is_ascii_digit(),
        '@' => c.is_ascii_uppercase(),
        '*' => c.is_ascii_digit() || c.is_ascii_uppercase(),
        '?' => c.is_ascii_digit() || c.is_ascii_uppercase() || c == '+' || c == '*',
        literal => c == literal,
    };
    text.chars().count() == shape.len() && text.chars().zip(shape.chars()).all(one)
}

impl TryFrom<String> for VatId {
    type Error = VatIdError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<VatId> for String {
    fn from(id: VatId) -> Self {
        id.text
    }
}

impl fmt::Display for VatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
#[path = "vat_id_tests.rs"]
mod tests;
