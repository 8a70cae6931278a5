//! E-mail addresses: parsed once at the edge, compared by their normal form.

use serde::{Deserialize, Serialize};

/// An address that has the shape of one. It keeps what was typed and compares by lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// The text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmail;

/// The longest address that SMTP can carry (RFC 5321, 4.5.3.1.3, less the brackets).
const LONGEST: usize = 254;

impl EmailAddress {
    /// Takes an address as typed, with space around it removed.
    pub fn parse(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        if text.len() > LONGEST || !is_local_part(local) || !is_domain(domain) {
            return Err(InvalidEmail);
        }
        Ok(Self(text.to_owned()))
    }

    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which two addresses are one: lower case.
    pub fn normalized(&self) -> String {
        self.0.to_lowercase()
    }

    /// The address with most of its local part hidden, for pages that a stranger may see: `a•••@example.com`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or(("", &self.0));
        let first = local.chars().next().map_or_else(String::new, String::from);
        format!("{first}•••@{domain}")
    }
}

fn is_local_part(local: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    (1..=64).contains(&local.len())
        && local.chars().all(allowed)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        let edge_ok = !label.starts_with('-') && !label.ends_with('-');
        !label.is_empty() && label.len() <= 63 && edge_ok && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    domain.contains('.')
        && domain.split('.').all(label)
        && !domain.rsplit('.').next().is_some_and(|tld| tld.chars().all(|c| c.is_ascii_digit()))
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmail;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(email: EmailAddress) -> Self {
        email.0
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn usual_addresses_pass() {
        for good in ["ada@example.com", " ada+course@mail.example.co.uk ", "o'neil@example.ie", "ünal@example.de"] {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let bad =
            ["", "ada", "ada@", "@example.com", "ada@example", "a da@example.com", "ada@exa mple.com", "ada@example.com\r\nBcc: x@y.z"];
        for text in bad.into_iter().chain(["ada@-example.com", "ada@example..com", ".ada@example.com", "a..a@example.com", "ada@127.0.0.1"])
        {
            assert_eq!(EmailAddress::parse(text), Err(InvalidEmail), "{text}");
        }
    }

    #[test]
    fn case_does_not_make_two_people() {
        let parse = |text| EmailAddress::parse(text).map(|email| email.normalized());
        assert_eq!(parse("Ada@Example.com"), parse("ada@example.COM"));
    }

    #[test]
    fn a_masked_address_keeps_its_domain() {
        assert_eq!(EmailAddress::parse("ada@example.com").map(|email| email.masked()), Ok("a•••@example.com".into()));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_no_line_break_passes(text in any::<String>()) {
            if let Ok(email) = EmailAddress::parse(&text) {
                prop_assert!(!email.as_str().contains(['\r', '\n', '\0', '<', '>']));
            }
        }
    }
}
