//! What can be charged at all: nothing below a provider's smallest charge, and nothing between its steps.

use crate::money::{Currency, Money};

/// Why an amount cannot be charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotChargeable {
    /// It is less than this, the smallest charge.
    #[error("less than the smallest charge")]
    TooSmall(Money),
    /// It lies between two steps of its currency.
    #[error("between the steps of its currency")]
    Uneven,
}

impl Currency {
    /// The smallest charge that Stripe takes, in minor units. Dinars have none of their own there; theirs is what half a US dollar
    /// comes to.
    pub fn smallest_charge(self) -> i64 {
        match self {
            Self::Aud | Self::Cad | Self::Chf | Self::Eur | Self::Jpy | Self::Nzd | Self::Usd => 50,
            Self::Dkk => 250,
            Self::Gbp => 30,
            Self::Kwd => 160,
            Self::Nok | Self::Sek => 300,
            Self::Pln => 200,
        }
    }
}

/// Whether a total can be charged.
pub fn chargeable(total: Money) -> Result<(), NotChargeable> {
    let smallest = total.currency.smallest_charge();
    if total.minor < smallest {
        return Err(NotChargeable::TooSmall(Money::new(smallest, total.currency)));
    }
    if total.is_in_steps() { Ok(()) } else { Err(NotChargeable::Uneven) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_charge_itself_can_be_charged() {
        for currency in Currency::ALL {
            let smallest = Money::new(currency.smallest_charge(), currency);
            assert_eq!(chargeable(smallest), Ok(()), "{currency}");
            for less in [smallest.minor - 1, 0, -1] {
                assert_eq!(chargeable(Money::new(less, currency)), Err(NotChargeable::TooSmall(smallest)), "{currency}");
            }
        }
    }

    #[test]
    fn dinars_are_charged_by_the_hundredth() {
        assert_eq!(chargeable(Money::new(5_124, Currency::Kwd)), Err(NotChargeable::Uneven));
        assert_eq!(chargeable(Money::new(5_120, Currency::Kwd)), Ok(()));
        assert_eq!(chargeable(Money::new(5_124, Currency::Eur)), Ok(()));
    }
}
