//! The offers after the main payment: each a machine `(state, event) → (state, effects)`, and which of them is shown.

use serde::{Deserialize, Serialize};

/// The state of an offer of the funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferState {
    /// Its turn has not come.
    Pending,
    /// The buyer sees it; its price and its time are fixed.
    Shown,
    /// The buyer accepted; its order waits for money.
    Accepting,
    /// The bank wants to see the buyer.
    RequiresAction,
    /// Paid.
    Accepted,
    /// The charge failed; the buyer may try again, or decline.
    Failed,
    /// The buyer does not want it.
    Declined,
    /// Its time ran out.
    Expired,
    /// It was never for this buyer: owned, sold out, paused, or impossible to charge.
    Skipped,
}

/// What can happen to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfferEvent {
    /// Its turn has come.
    Show,
    /// It cannot be offered.
    Skip,
    /// The buyer wants it.
    Accept,
    /// The bank wants to see the buyer.
    ActionRequired,
    /// Its order is paid.
    Paid,
    /// The charge was refused.
    Refused,
    /// Its order ended unpaid.
    OrderEnded,
    /// The buyer does not want it.
    Decline,
    /// Its time ran out.
    RanOut,
}

/// What must be done in the transaction that makes a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferEffect {
    /// Write down the price and until when it holds.
    FixTerms,
    /// Make an order of its own.
    MakeOrder,
    /// Give the price more time and mail the way back, once.
    Recover,
    /// The offer that stands in for this one is not needed.
    SkipDownsell,
}

/// The next state, and what must be done with the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The state after the event.
    pub next: OfferState,
    /// What to do. Empty where the event changes nothing.
    pub effects: &'static [OfferEffect],
}

/// Why an offer is not shown to a buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Hidden {
    /// The buyer has it.
    #[error("owned")]
    Owned,
    /// No seat is left.
    #[error("sold out")]
    SoldOut,
    /// It is not on sale now.
    #[error("paused")]
    Paused,
    /// There is no price for it, or no way to pay.
    #[error("cannot be charged")]
    CannotBeCharged,
}

/// What decides whether an offer is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four questions that are asked one by one")]
pub struct Chargeable {
    /// The buyer has what it sells.
    pub owned: bool,
    /// It is on sale: enabled and within its time.
    pub on_sale: bool,
    /// A seat is left.
    pub seat_left: bool,
    /// It has a price, and a provider that can take it.
    pub payable: bool,
}

impl OfferState {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Pending,
        Self::Shown,
        Self::Accepting,
        Self::RequiresAction,
        Self::Accepted,
        Self::Failed,
        Self::Declined,
        Self::Expired,
        Self::Skipped,
    ];

    /// The name in the database and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Shown => "shown",
            Self::Accepting => "accepting",
            Self::RequiresAction => "requires_action",
            Self::Accepted => "accepted",
            Self::Failed => "failed",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Skipped => "skipped",
        }
    }

    /// Finds a state by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the funnel goes on to the next offer.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Accepted | Self::Declined | Self::Expired | Self::Skipped)
    }

    /// Whether the buyer can decide about it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Shown | Self::Failed)
    }

    /// Whether its order waits for money.
    pub fn is_charging(self) -> bool {
        matches!(self, Self::Accepting | Self::RequiresAction)
    }
}

/// Whether an offer can be shown, and if not, why. Owning it is the kindest reason, so it is the first.
pub fn chargeable(facts: Chargeable) -> Result<(), Hidden> {
    match facts {
        Chargeable { owned: true, .. } => Err(Hidden::Owned),
        Chargeable { on_sale: false, .. } => Err(Hidden::Paused),
        Chargeable { seat_left: false, .. } => Err(Hidden::SoldOut),
        Chargeable { payable: false, .. } => Err(Hidden::CannotBeCharged),
        Chargeable { .. } => Ok(()),
    }
}

/// The offer that is shown now: the first that is not final.
pub fn current_step(states: &[OfferState]) -> Option<usize> {
    states.iter().position(|state| !state.is_final())
}

/// The order of siblings after one of them has changed places with the one before it, or after it. `None` says that there is none.
pub fn moved<T: Copy + PartialEq>(siblings: &[T], which: T, up: bool) -> Option<Vec<T>> {
    let at = siblings.iter().position(|other| *other == which)?;
    let with = if up { at.checked_sub(1)? } else { at + 1 };
    let mut order = siblings.to_vec();
    (with < order.len()).then(|| {
        order.swap(at, with);
        order
    })
}

/// Of those who saw an offer, how many took it: in basis points, rounded to the tenth of a per cent. `None` where nobody saw it.
pub fn take_rate(taken: u64, seen: u64) -> Option<u32> {
    let (taken, seen) = (u128::from(taken.min(seen)), u128::from(seen));
    let tenths = (taken * 1_000 + seen / 2).checked_div(seen)?;
    u32::try_from(tenths * 10).ok()
}

const fn to(next: OfferState, effects: &'static [OfferEffect]) -> Transition {
    Transition { next, effects }
}

/// The machine. Complete over every pair; an event that means nothing in a state leaves it as it is.
///
/// Money counts whatever was thought before: a payment that arrives accepts even an offer that had been given up.
pub fn transition(state: OfferState, event: OfferEvent) -> Transition {
    use OfferEvent as E;
    use OfferState as S;
    match (state, event) {
        (S::Accepted, _) => to(S::Accepted, &[]),
        (_, E::Paid) => to(S::Accepted, &[OfferEffect::SkipDownsell]),
        (S::Pending, E::Show) => to(S::Shown, &[OfferEffect::FixTerms]),
        (S::Pending | S::Shown | S::Accepting | S::RequiresAction | S::Failed, E::Skip) => to(S::Skipped, &[OfferEffect::SkipDownsell]),
        (S::Shown | S::Failed, E::Accept) => to(S::Accepting, &[OfferEffect::MakeOrder]),
        (S::Shown | S::Accepting | S::RequiresAction | S::Failed, E::Decline) => to(S::Declined, &[]),
        (S::Shown | S::Failed, E::RanOut) => to(S::Expired, &[]),
        (S::Accepting | S::Failed, E::ActionRequired) => to(S::RequiresAction, &[]),
        (S::Accepting | S::RequiresAction, E::Refused | E::OrderEnded) => to(S::Failed, &[OfferEffect::Recover]),
        _ => to(state, &[]),
    }
}

#[cfg(test)]
#[path = "funnel_tests.rs"]
mod tests;
