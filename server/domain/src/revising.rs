//! Which states of a text are kept for good.

use chrono::{DateTime, TimeDelta, Utc};

/// While one person writes, a state is kept so often at most.
pub const APART: TimeDelta = TimeDelta::minutes(10);

/// Whether the state of a text is kept that the next save takes the place of. What another person wrote always is, and of what one
/// wrote oneself a state every ten minutes. `kept` is when a state was last kept.
pub fn keeps(same_author: bool, kept: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    !same_author || kept.is_none_or(|kept| now - kept >= APART)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_elses_words_are_lost_and_ones_own_are_kept_now_and_then() {
        let now = DateTime::UNIX_EPOCH;
        assert!(keeps(false, Some(now), now));
        assert!(keeps(true, None, now));
        assert!(!keeps(true, Some(now), now + APART - TimeDelta::seconds(1)));
        assert!(keeps(true, Some(now), now + APART));
    }
}
