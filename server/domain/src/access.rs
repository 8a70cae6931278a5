//! Who may enter: the ledger of grants. What a lesson asks beside it is in [`crate::lesson_access`].

use crate::window::{Position, Window};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where a grant came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantSource {
    /// A paid order item.
    OrderItem,
    /// An admin gave it.
    Manual,
    /// A gift.
    Gift,
    /// A seat of a team.
    Seat,
}

/// What a decision needs to know of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// When it is valid.
    pub valid: Window,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Grant {
    /// Whether the grant opens the door at `now`.
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none_or(|at| now < at) && self.valid.contains(now)
    }
}

/// Why a person may not enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum Denied {
    /// There never was a grant.
    #[error("no grant")]
    NoGrant,
    /// The grant starts at this moment.
    #[error("grant not valid yet")]
    StartsAt(DateTime<Utc>),
    /// The last grant ended at this moment.
    #[error("grant expired")]
    EndedAt(DateTime<Utc>),
    /// The last grant was taken back at this moment.
    #[error("grant revoked")]
    RevokedAt(DateTime<Utc>),
}

/// Whether any grant opens the course at `now`; if none, the most hopeful reason.
pub fn decide(grants: &[Grant], now: DateTime<Utc>) -> Result<(), Denied> {
    if grants.iter().any(|grant| grant.is_live(now)) {
        return Ok(());
    }
    let reasons = grants.iter().map(|grant| denial(grant, now));
    Err(reasons.min_by_key(hopelessness).unwrap_or(Denied::NoGrant))
}

fn denial(grant: &Grant, now: DateTime<Utc>) -> Denied {
    if let Some(at) = grant.revoked_at.filter(|at| now >= *at) {
        return Denied::RevokedAt(at);
    }
    match grant.valid.position(now) {
        Position::Before(at) => Denied::StartsAt(at),
        Position::After(at) => Denied::EndedAt(at),
        Position::Inside => Denied::NoGrant,
    }
}

/// How one grant stands: `Ok` opens the door.
pub fn standing(grant: &Grant, now: DateTime<Utc>) -> Result<(), Denied> {
    if grant.is_live(now) { Ok(()) } else { Err(denial(grant, now)) }
}

/// The chain behind a decision: how every grant stands, in their order, and what follows of them together.
pub fn explain(grants: &[Grant], now: DateTime<Utc>) -> (Result<(), Denied>, Vec<Result<(), Denied>>) {
    (decide(grants, now), grants.iter().map(|grant| standing(grant, now)).collect())
}

/// A coming grant is better news than an ended one, and that is better than one taken back; later is better than earlier.
fn hopelessness(denied: &Denied) -> (u8, i64) {
    match denied {
        Denied::StartsAt(at) => (0, at.timestamp_millis()),
        Denied::EndedAt(at) => (1, -at.timestamp_millis()),
        Denied::RevokedAt(at) => (2, -at.timestamp_millis()),
        Denied::NoGrant => (3, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
    const DAY: TimeDelta = TimeDelta::days(1);
    const MS: TimeDelta = TimeDelta::milliseconds(1);

    fn lasting(from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>) -> Grant {
        Grant { valid: Window { from, until }, revoked_at: None }
    }

    #[test]
    fn one_live_grant_is_enough() {
        let revoked = Grant { revoked_at: Some(NOW - DAY), ..lasting(None, None) };
        assert_eq!(decide(&[revoked, lasting(None, None)], NOW), Ok(()));
    }

    #[test]
    fn a_grant_starts_and_ends_to_the_millisecond() {
        let grant = [lasting(Some(NOW), Some(NOW + DAY))];
        assert_eq!(decide(&grant, NOW - MS), Err(Denied::StartsAt(NOW)));
        assert_eq!(decide(&grant, NOW), Ok(()));
        assert_eq!(decide(&grant, NOW + MS), Ok(()));
        assert_eq!(decide(&grant, NOW + DAY - MS), Ok(()));
        assert_eq!(decide(&grant, NOW + DAY), Err(Denied::EndedAt(NOW + DAY)));
        assert_eq!(decide(&grant, NOW + DAY + MS), Err(Denied::EndedAt(NOW + DAY)));
    }

    #[test]
    fn the_most_hopeful_reason_is_given() {
        let revoked = Grant { revoked_at: Some(NOW), ..lasting(None, None) };
        assert_eq!(decide(&[], NOW), Err(Denied::NoGrant));
        assert_eq!(decide(&[revoked], NOW), Err(Denied::RevokedAt(NOW)));
        assert_eq!(decide(&[revoked, lasting(None, Some(NOW))], NOW), Err(Denied::EndedAt(NOW)));
        assert_eq!(decide(&[revoked, lasting(Some(NOW + DAY), None)], NOW), Err(Denied::StartsAt(NOW + DAY)));
    }

    #[test]
    fn the_chain_tells_of_each_grant_and_agrees_with_the_decision() {
        let revoked = Grant { revoked_at: Some(NOW), ..lasting(None, None) };
        let grants = [revoked, lasting(Some(NOW + DAY), None), lasting(None, None)];
        let (all, each) = explain(&grants, NOW);
        assert_eq!((all, each), (Ok(()), vec![Err(Denied::RevokedAt(NOW)), Err(Denied::StartsAt(NOW + DAY)), Ok(())]));
        let (all, each) = explain(&grants[..2], NOW);
        assert_eq!(all, decide(&grants[..2], NOW));
        assert!(each.contains(&all));
    }
}
