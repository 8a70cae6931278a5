//! What stands where a person was who asked to be forgotten.

use crate::ids::UserId;

/// What such a person is called.
pub const FORMER: &str = "A former student";

/// The host of addresses that stand in for theirs. Nothing under `.invalid` ever exists, so no mail can reach anybody there.
const HOST: &str = "@erased.invalid";

/// The address of a mail whose recipient was forgotten.
pub const NOBODY: &str = "nobody@erased.invalid";

/// The address that stands in for a person's own.
pub fn stand_in(person: UserId) -> String {
    format!("{person}{HOST}")
}

/// Whether an address stands in for one that was forgotten.
pub fn is_stand_in(email: &str) -> bool {
    email.ends_with(HOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::EmailAddress;
    use uuid::Uuid;

    #[test]
    fn a_stand_in_is_an_address_and_known_as_one() {
        let stand_in = stand_in(UserId(Uuid::nil()));
        assert_eq!(EmailAddress::parse(&stand_in).map(|email| email.normalized()), Ok(stand_in.clone()));
        assert!(is_stand_in(&stand_in) && is_stand_in(NOBODY));
        assert!(!is_stand_in("ada@example.com") && !is_stand_in("ada@erased.invalid.example"));
    }
}
