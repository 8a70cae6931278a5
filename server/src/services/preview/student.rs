//! Who is imagined.

use app::api::dto::{Imagined, Standing};
use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Grant;
use domain::window::Window;

/// Everybody who is imagined: the address and the name.
pub const SAM: (&str, &str) = ("sam@student.example", "Sam Student");

/// The grants for the course that the student has at `now`.
pub fn grants(imagined: &Imagined, now: DateTime<Utc>) -> Vec<Grant> {
    let from = Some(now - TimeDelta::days(imagined.days.into()));
    let lasting = Grant { valid: Window { from, until: None }, revoked_at: None };
    match imagined.standing {
        Standing::Never => Vec::new(),
        Standing::Owns => vec![lasting],
        Standing::Refunded => vec![Grant { revoked_at: Some(now), ..lasting }],
        Standing::Expired => vec![Grant { valid: Window { from, until: Some(now) }, ..lasting }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::access::{Denied, decide};

    #[test]
    fn each_standing_opens_the_door_or_says_why_not() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(100);
        let door = |standing, days| decide(&grants(&Imagined { standing, days, ..Imagined::default() }, now), now);
        for days in [0, 12] {
            assert_eq!(door(Standing::Owns, days), Ok(()));
            assert_eq!(door(Standing::Never, days), Err(Denied::NoGrant));
            assert_eq!(door(Standing::Refunded, days), Err(Denied::RevokedAt(now)));
            assert_eq!(door(Standing::Expired, days), Err(Denied::EndedAt(now)));
        }
    }
}
