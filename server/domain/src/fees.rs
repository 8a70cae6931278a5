//! What payment providers keep for themselves: in which currency it counts, and when they are asked for it again.

use chrono::TimeDelta;

/// For what a provider keeps something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeeKind {
    /// For taking the money.
    Charge,
    /// For sending it back; where a part of the fee is given back, that is negative.
    Refund,
    /// For a dispute.
    Dispute,
}

impl FeeKind {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Refund => "refund",
            Self::Dispute => "dispute",
        }
    }
}

/// A fee in the currency of the sale. The provider entered `settled` in its books for what was `sold`, so its fee was changed at the
/// same rate. All are minor units, the last two without sign; half a unit is rounded away from zero. `None` where nothing was
/// entered.
pub fn in_sale(fee: i64, settled: i64, sold: i64) -> Option<i64> {
    let (settled, sold) = (i128::from(settled.unsigned_abs()), i128::from(sold.unsigned_abs()));
    let doubled = i128::from(fee.unsigned_abs()).checked_mul(sold)?.checked_mul(2)?.checked_add(settled)?;
    let magnitude = doubled.checked_div(settled * 2)?;
    i64::try_from(magnitude).ok().map(|magnitude| magnitude * fee.signum())
}

/// How long to wait before a provider is asked once more for the fees of a payment of that age: a quarter of the age, at least a minute
/// and at most a day.
pub fn pause(age: TimeDelta) -> TimeDelta {
    (age / 4).clamp(TimeDelta::minutes(1), TimeDelta::days(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fee_is_changed_at_the_rate_of_its_payment() {
        assert_eq!(in_sale(393, 12_500, 10_000), Some(314), "314.4");
        assert_eq!(in_sale(-363, -12_500, 10_000), Some(-290), "290.4");
        assert_eq!(in_sale(1, 2, 1), Some(1), "half a unit");
        assert_eq!(in_sale(-1, 2, 1), Some(-1), "half a unit the other way");
        assert_eq!((in_sale(0, 100, 100), in_sale(5, 0, 100)), (Some(0), None));
        assert_eq!(in_sale(i64::MAX, 1, i64::MAX), None);
    }

    #[test]
    fn the_older_a_payment_the_rarer_the_question() {
        let minutes = |age| pause(TimeDelta::minutes(age)).num_minutes();
        assert_eq!((minutes(0), minutes(40), minutes(-5)), (1, 10, 1));
        assert_eq!(pause(TimeDelta::days(400)), TimeDelta::days(1));
    }

    proptest! {
        #[test]
        fn without_a_change_of_currency_a_fee_stays_as_it_is(fee in -1_000_000_i64..1_000_000, amount in 1_i64..1_000_000_000) {
            prop_assert_eq!(in_sale(fee, amount, amount), Some(fee));
            prop_assert_eq!(in_sale(fee, -amount, amount), Some(fee));
        }
    }
}
