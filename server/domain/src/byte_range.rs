//! Which part of a file a browser asks for: RFC 9110, section 14.

use std::ops::Range;

/// What to send of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// These bytes, at least one.
    Bytes(Range<u64>),
    /// There are no such bytes.
    Nowhere,
}

impl Part {
    /// Reads the value of a `Range` field for a file of `size` bytes. What is not understood is as if it were not there; several
    /// ranges are answered with the whole, which costs less than their overlaps may.
    pub fn of(field: &str, size: u64) -> Self {
        let Some((unit, range)) = field.split_once('=') else { return Self::Whole };
        let Some((first, last)) = range.trim().split_once('-') else { return Self::Whole };
        if !unit.trim().eq_ignore_ascii_case("bytes") {
            return Self::Whole;
        }
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => Self::within(first..last.saturating_add(1).min(size)),
            (Some(first), None) if last.is_empty() => Self::within(first..size),
            (None, Some(length)) if first.is_empty() => Self::within(size.saturating_sub(length)..if length == 0 { 0 } else { size }),
            _ => Self::Whole,
        }
    }

    fn within(bytes: Range<u64>) -> Self {
        if bytes.is_empty() { Self::Nowhere } else { Self::Bytes(bytes) }
    }
}

/// A number of digits alone. One that is too large for any file is the largest there is.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_what_was_asked_for() {
        let huge = "9".repeat(40);
        for (field, part) in [
            ("bytes=0-0", Part::Bytes(0..1)),
            ("bytes=0-99", Part::Bytes(0..100)),
            ("bytes=10-", Part::Bytes(10..100)),
            ("bytes=-10", Part::Bytes(90..100)),
            ("bytes=-1000", Part::Bytes(0..100)),
            ("Bytes = 5-7".replace(' ', "").as_str(), Part::Bytes(5..8)),
            ("bytes=99-18446744073709551615", Part::Bytes(99..100)),
            (format!("bytes=0-{huge}").as_str(), Part::Bytes(0..100)),
            (format!("bytes=-{huge}").as_str(), Part::Bytes(0..100)),
            (format!("bytes={huge}-").as_str(), Part::Nowhere),
            ("bytes=100-", Part::Nowhere),
            ("bytes=100-200", Part::Nowhere),
            ("bytes=-0", Part::Nowhere),
        ] {
            assert_eq!(Part::of(field, 100), part, "{field}");
        }
    }

    #[test]
    fn what_is_not_understood_or_asks_for_much_is_the_whole() {
        let many = format!("bytes={}", "0-,".repeat(10_000));
        for field in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=5-2",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes= 1-2x",
            "items=0-5",
            "bytes=1--2",
            "bytes=0-1,5-6",
            &many,
        ] {
            assert_eq!(Part::of(field, 100), Part::Whole, "{}", &field[..field.len().min(40)]);
        }
    }

    #[test]
    fn an_empty_file_has_no_parts() {
        for field in ["bytes=0-0", "bytes=0-", "bytes=-5"] {
            assert_eq!(Part::of(field, 0), Part::Nowhere, "{field}");
        }
    }

    proptest! {
        #[test]
        fn a_part_is_never_empty_and_never_outside(field in "(bytes=)?[0-9,\\- ]{0,50}|\\PC{0,40}", size in any::<u64>()) {
            if let Part::Bytes(bytes) = Part::of(&field, size) {
                prop_assert!(bytes.start < bytes.end && bytes.end <= size);
            }
        }
    }
}
