//! Seats and deadlines of an offer, and the clock of a hold.

use crate::window::{Position, Window};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long a seat is held for a buyer who opened payment.
pub const HOLD: TimeDelta = TimeDelta::minutes(15);

/// How much longer, from the moment it is asked for, the hold lasts while 3-D Secure or a slow method runs.
pub const HOLD_DURING_ACTION: TimeDelta = TimeDelta::minutes(15);

/// How many seats an offer has and how many are taken or held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// All seats; `None` is without limit.
    pub capacity: Option<u32>,
    /// Seats sold or held.
    pub taken: u32,
}

impl Seats {
    /// Seats that are left; `None` is without limit.
    pub fn left(self) -> Option<u32> {
        self.capacity.map(|capacity| capacity.saturating_sub(self.taken))
    }

    /// Whether nothing is left.
    pub fn sold_out(self) -> bool {
        self.left() == Some(0)
    }
}

/// Whether an offer can be bought now, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Unavailable {
    /// The creator paused the offer.
    #[error("paused")]
    Paused,
    /// Sale starts at this moment.
    #[error("not open yet")]
    OpensAt(DateTime<Utc>),
    /// Sale ended at this moment.
    #[error("closed")]
    ClosedAt(DateTime<Utc>),
    /// No seat is left.
    #[error("sold out")]
    SoldOut,
}

/// Says whether a new buyer may begin to pay at `now`.
///
/// The database repeats this test in the statement that takes the seat; this is the answer for the page.
pub fn availability(enabled: bool, sale: Window, seats: Seats, now: DateTime<Utc>) -> Result<(), Unavailable> {
    if !enabled {
        return Err(Unavailable::Paused);
    }
    match sale.position(now) {
        Position::Before(at) => Err(Unavailable::OpensAt(at)),
        Position::After(at) => Err(Unavailable::ClosedAt(at)),
        Position::Inside if seats.sold_out() => Err(Unavailable::SoldOut),
        Position::Inside => Ok(()),
    }
}

/// Whether a hold that ends at `expires_at` still keeps its seat and its price at `now`.
///
/// A live hold wins over the offer's deadline: who began to pay in time may finish.
pub fn hold_is_live(expires_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now < expires_at
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: TimeDelta = TimeDelta::milliseconds(1);

    #[test]
    fn an_offer_closes_to_the_millisecond() {
        let deadline = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let sale = Window { from: None, until: Some(deadline) };
        let seats = Seats { capacity: Some(1), taken: 0 };
        assert_eq!(availability(true, sale, seats, deadline - MS), Ok(()));
        assert_eq!(availability(true, sale, seats, deadline), Err(Unavailable::ClosedAt(deadline)));
        assert_eq!(availability(true, sale, seats, deadline + MS), Err(Unavailable::ClosedAt(deadline)));
    }

    #[test]
    fn the_last_seat_sells_and_then_no_more() {
        let seats = |taken| Seats { capacity: Some(2), taken };
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(availability(true, Window::default(), seats(1), at), Ok(()));
        assert_eq!(availability(true, Window::default(), seats(2), at), Err(Unavailable::SoldOut));
        assert_eq!(Seats { capacity: None, taken: 9_999 }.left(), None);
    }

    #[test]
    fn a_paused_offer_says_paused_whatever_else_holds() {
        let seats = Seats { capacity: Some(0), taken: 0 };
        assert_eq!(availability(false, Window::default(), seats, DateTime::UNIX_EPOCH), Err(Unavailable::Paused));
    }

    #[test]
    fn a_hold_ends_to_the_millisecond() {
        let end = DateTime::UNIX_EPOCH + HOLD;
        assert!(hold_is_live(end, end - MS));
        assert!(!hold_is_live(end, end));
        assert!(!hold_is_live(end, end + MS));
    }
}
