//! Numbers and times in words. The same on the server and in the browser.

use chrono::{DateTime, Datelike, Timelike, Utc};

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A date: `3 December 2026`.
pub fn date(at: DateTime<Utc>) -> String {
    day(i64::from(at.year()), at.month0(), at.day())
}

/// A day of any calendar: `3 December 2026`. Months count from nought.
pub fn day(year: i64, month: u32, day: u32) -> String {
    let month = MONTHS.get(month as usize).copied().unwrap_or_default();
    format!("{day} {month} {year}")
}

/// A date and a time: `3 December 2026, 18:00 UTC`.
pub fn date_time(at: DateTime<Utc>) -> String {
    format!("{}, {:02}:{:02} UTC", date(at), at.hour(), at.minute())
}

/// A moment for machines: `2026-12-03T18:00:00Z`.
pub fn machine_time(at: DateTime<Utc>) -> String {
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", at.year(), at.month(), at.day(), at.hour(), at.minute(), at.second())
}

/// A day as forms hold it: `2026-12-03`.
pub fn form_day(at: DateTime<Utc>) -> String {
    format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day())
}

/// A moment as forms hold it, in UTC: `2026-12-03T18:00`, with seconds where it has some.
pub fn form_moment(at: DateTime<Utc>) -> String {
    let seconds = if at.second() == 0 { String::new() } else { format!(":{:02}", at.second()) };
    format!("{}T{:02}:{:02}{seconds}", form_day(at), at.hour(), at.minute())
}

/// The length of a video: `9 min`, `1 h 48 min`; never less than a minute.
pub fn length(seconds: u32) -> String {
    let minutes = (seconds + 30) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{} min", minutes.max(1)),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// A place in a video: `4:10`, `1:02:03`.
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

/// Time that is left: `2 days 4 h`, `4 h 12 min`, `11:42`.
pub fn remaining(seconds: i64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    match (days, hours) {
        (0, 0) => format!("{minutes}:{:02}", seconds % 60),
        (0, hours) => format!("{hours} h {minutes} min"),
        (1, hours) => format!("1 day {hours} h"),
        (days, hours) => format!("{days} days {hours} h"),
    }
}

/// A number with room between its thousands: `7`, `1 204`, `2 000 000`.
pub fn number(number: u64) -> String {
    let (rest, last) = (number / 1_000, number % 1_000);
    if rest == 0 { last.to_string() } else { format!("{}\u{202f}{last:03}", self::number(rest)) }
}

/// A size: `512 bytes`, `640 KB`, `2.4 MB`.
pub fn size(bytes: u64) -> String {
    let units = [("KB", 1_u64 << 10), ("MB", 1 << 20), ("GB", 1 << 30)];
    let Some((unit, one)) = units.into_iter().rev().find(|(_, one)| bytes >= *one) else { return format!("{bytes} bytes") };
    let tenths = bytes.saturating_mul(10) / one;
    if tenths >= 100 || tenths.is_multiple_of(10) {
        format!("{} {unit}", tenths / 10)
    } else {
        format!("{}.{} {unit}", tenths / 10, tenths % 10)
    }
}

/// A number with its noun: `1 lesson`, `10 lessons`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn moments_read_well() {
        let at = DateTime::UNIX_EPOCH + TimeDelta::hours(18) + TimeDelta::minutes(5);
        assert_eq!(date_time(at), "1 January 1970, 18:05 UTC");
        assert_eq!(machine_time(at), "1970-01-01T18:05:00Z");
        assert_eq!([form_moment(at), form_moment(at + TimeDelta::seconds(7))], ["1970-01-01T18:05", "1970-01-01T18:05:07"]);
    }

    #[test]
    fn large_numbers_are_readable() {
        assert_eq!([0, 999, 1_007].map(number), ["0", "999", "1\u{202f}007"]);
        assert_eq!(number(12_000_345), "12\u{202f}000\u{202f}345");
    }

    #[test]
    fn lengths_are_rounded_to_minutes() {
        assert_eq!(length(10), "1 min");
        assert_eq!(length(570), "10 min");
        assert_eq!(length(3_600), "1 h");
        assert_eq!(length(6_480), "1 h 48 min");
    }

    #[test]
    fn sizes_are_as_exact_as_they_need_to_be() {
        assert_eq!([size(12), size(1024), size(655_360)], ["12 bytes", "1 KB", "640 KB"]);
        assert_eq!([size(2_516_582), size(36 << 20), size(2 << 30), size(u64::MAX)], ["2.3 MB", "36 MB", "2 GB", "1717986918 GB"]);
    }

    #[test]
    fn places_in_a_video_are_those_of_its_player() {
        assert_eq!([clock(0), clock(250), clock(3_723)], ["0:00", "4:10", "1:02:03"]);
    }

    #[test]
    fn what_is_left_is_as_exact_as_it_needs_to_be() {
        assert_eq!(remaining(702), "11:42");
        assert_eq!(remaining(15_120), "4 h 12 min");
        assert_eq!(remaining(90_000), "1 day 1 h");
        assert_eq!(remaining(187_200), "2 days 4 h");
    }
}
