//! Whether a visitor lets visits be measured, as their browser keeps it.

use chrono::NaiveDate;

/// The version of the words that are agreed to. Whoever answered other words is asked again.
pub const WORDS: i32 = 1;

/// What a visitor chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether visits may be measured.
    pub allowed: bool,
    /// When it was chosen.
    pub on: NaiveDate,
}

impl Choice {
    /// As a cookie's value: `1.allow.2026-11-25`.
    pub fn to_cookie(self) -> String {
        format!("{WORDS}.{}.{}", if self.allowed { "allow" } else { "decline" }, self.on)
    }

    /// Reads a cookie's value. What was answered to other words, or makes no sense, is no choice.
    pub fn read(cookie: &str) -> Option<Self> {
        let mut parts = cookie.splitn(3, '.');
        let words: i32 = parts.next()?.parse().ok()?;
        let allowed = match parts.next()? {
            "allow" => true,
            "decline" => false,
            _ => return None,
        };
        let on = parts.next()?.parse().ok()?;
        (words == WORDS).then_some(Self { allowed, on })
    }
}

/// What the measuring service calls a browser, from the cookie that it set: `GA1.1.1234567890.1700000000` is `1234567890.1700000000`.
pub fn client_of(cookie: &str) -> Option<String> {
    let mut parts = cookie.rsplit('.');
    let (second, first) = (parts.next()?, parts.next()?);
    let is_number = |part: &str| (1..=20).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(first) && is_number(second)).then(|| format!("{first}.{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_comes_back_as_it_was_made() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
        for allowed in [true, false] {
            let choice = Choice { allowed, on };
            assert_eq!(Choice::read(&choice.to_cookie()), Some(choice));
        }
        for nonsense in
            ["", "1", "1.allow", "0.allow.2026-11-25", "1.maybe.2026-11-25", "1.allow.tomorrow", "allow", "1.allow.2026-11-25.2"]
        {
            assert_eq!(Choice::read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_browser_is_called_by_two_numbers_or_not_at_all() {
        assert_eq!(client_of("GA1.1.1234567890.1700000000").as_deref(), Some("1234567890.1700000000"));
        for nonsense in ["", "GA1.1", "GA1.1.a.1", "1", "GA1.1.1234567890.<script>", "1..2"] {
            assert!(client_of(nonsense).is_none_or(|client| client == "1.1"), "{nonsense}");
        }
        assert_eq!(client_of("1..2"), None);
    }
}
