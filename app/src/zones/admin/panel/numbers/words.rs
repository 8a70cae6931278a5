//! Numbers in words.

use crate::api::dto::Compared;
use crate::components::text;
use domain::numbers::{Span, change, share};

/// A share: `12.5 %`; a dash where there is no whole.
pub fn percent(part: u64, whole: u64) -> String {
    share(part, whole).map_or_else(|| "–".to_owned(), thousandths)
}

fn thousandths(number: u64) -> String {
    format!("{}.{}\u{a0}%", number / 10, number % 10)
}

/// How a number has changed, beside what it was before: `+12.5 % · €120 in the 30 days before`.
pub fn against(compared: Compared<i64>, span: Span, shown: impl Fn(i64) -> String) -> String {
    let before = format!("{} in the {} before", shown(compared.before), days(span));
    match change(compared.now, compared.before) {
        Some(0) => format!("unchanged · {before}"),
        Some(change) => {
            let sign = if change > 0 { "+" } else { "−" };
            format!("{sign}{} · {before}", thousandths(change.unsigned_abs()))
        }
        None => before,
    }
}

/// The same of a count.
pub fn against_count(compared: Compared<u64>, span: Span) -> String {
    let signed = |number: &u64| i64::try_from(*number).unwrap_or(i64::MAX);
    against(compared.map(signed), span, |number| text::number(number.unsigned_abs()))
}

/// The length of a span: `30 days`.
pub fn days(span: Span) -> String {
    text::count(usize::try_from(span.days()).unwrap_or_default(), "day", "days")
}

/// A span by its ends: `2026-11-01 to 2026-11-30`, or its one day.
pub fn ends(span: Span) -> String {
    if span.days() == 1 { span.from.to_string() } else { format!("{} to {}", span.from, span.last_day()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_beside_what_was_before() {
        let span = Span { from: "2026-11-01".parse().unwrap(), until: "2026-11-08".parse().unwrap() };
        let said = |now, before| against_count(Compared { now, before }, span);
        assert_eq!(said(150, 100), "+50.0\u{a0}% · 100 in the 7 days before");
        assert_eq!(said(99, 100), "−1.0\u{a0}% · 100 in the 7 days before");
        assert_eq!(said(3, 3), "unchanged · 3 in the 7 days before");
        assert_eq!(said(1_500, 0), "0 in the 7 days before");
        assert_eq!((percent(1, 8), percent(0, 0)), ("12.5\u{a0}%".to_owned(), "–".to_owned()));
        assert_eq!(ends(span), "2026-11-01 to 2026-11-07");
    }
}
