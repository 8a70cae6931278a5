//! How long a session holds, and what a token of it means that may be an earlier one.
//!
//! A token carries the number of its generation. Once the newest that was used is an hour old, every answer brings the next one, and
//! nothing is written down until the browser uses it: an answer that is lost on the way costs nothing. From then on the one before
//! holds for a minute, for what was under way, and for a browser that crashed before it had kept the newer one: some keep cookies half a
//! minute late. Whoever comes with it later is a second one with the same session.

use chrono::{DateTime, TimeDelta, Utc};

/// A session ends after this, whatever happens.
pub const LIFE: TimeDelta = TimeDelta::days(30);
/// One that only waits for the second factor ends after this.
pub const HALF_LIFE: TimeDelta = TimeDelta::minutes(10);
/// An admin's session ends when it has rested for so long.
pub const ADMIN_REST: TimeDelta = TimeDelta::hours(8);
/// The moment at which a session was seen is written down anew after so long, so that a page costs no write.
pub const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);
/// A token is renewed when it has been used for so long.
pub const RENEWED_AFTER: TimeDelta = TimeDelta::hours(1);
/// The token before holds for so long after the newer one was used.
pub const GRACE: TimeDelta = TimeDelta::minutes(1);

/// What a token is to its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The newest that was used.
    Current,
    /// Newer than any that was used: it is, from now on.
    Newer,
    /// The one before, on its way while the newer one was used.
    Late,
    /// An earlier one: two use this session.
    Twice,
}

/// What a token of a generation is, where `newest` is the newest that was used, since `renewed_at`.
pub fn turn(generation: i32, newest: i32, renewed_at: DateTime<Utc>, now: DateTime<Utc>) -> Turn {
    match newest - generation {
        0 => Turn::Current,
        ..0 => Turn::Newer,
        1 if now - renewed_at <= GRACE => Turn::Late,
        _ => Turn::Twice,
    }
}

/// Whether an answer brings the next token.
pub fn renews(renewed_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - renewed_at >= RENEWED_AFTER
}

/// Whether an answer comes too late to bring it: meanwhile the browser may have a newer one, and would lose it.
pub fn is_late(asked_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - asked_at > GRACE
}

/// Whether a session has rested for too long.
pub fn is_over(of_admin: bool, seen_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    of_admin && now - seen_at >= ADMIN_REST
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: DateTime<Utc> = DateTime::UNIX_EPOCH;

    #[test]
    fn an_earlier_token_holds_for_a_minute_and_then_gives_a_thief_away() {
        let turn_after = |generation, seconds| turn(generation, 7, AT, AT + TimeDelta::seconds(seconds));
        assert_eq!(turn_after(7, 1_000_000), Turn::Current);
        assert_eq!(turn_after(8, 0), Turn::Newer);
        assert_eq!(turn_after(6, 60), Turn::Late);
        assert_eq!(turn_after(6, 61), Turn::Twice);
        assert_eq!(turn_after(5, 1), Turn::Twice);
        assert_eq!(turn_after(0, 0), Turn::Twice);
    }

    #[test]
    fn only_admins_lose_a_session_that_rests() {
        let later = AT + ADMIN_REST;
        assert!(is_over(true, AT, later) && !is_over(true, AT, later - TimeDelta::seconds(1)) && !is_over(false, AT, later));
        assert!(renews(AT, AT + RENEWED_AFTER) && !renews(AT, AT + TimeDelta::minutes(59)));
        assert!(!is_late(AT, AT + GRACE) && is_late(AT, AT + GRACE + TimeDelta::seconds(1)));
    }
}
