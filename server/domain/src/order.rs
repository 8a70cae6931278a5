//! The order as a machine: `(state, event) → (state, effects)`, pure and complete.

use serde::{Deserialize, Serialize};

/// The state of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Written down with its hold and its key; the provider has not been asked yet.
    Draft,
    /// The provider waits for the buyer.
    AwaitingPayment,
    /// The buyer is authenticating (3-D Secure).
    RequiresAction,
    /// The last try was refused; the buyer may try again in place.
    Failed,
    /// Its time is up; the payment is being cancelled at the provider, the seat is still held.
    Expiring,
    /// Cancelled at the provider, seat freed.
    Expired,
    /// Paid and fulfilled.
    Paid,
    /// Paid and the funnel is over.
    Closed,
    /// A part went back; access stays.
    PartiallyRefunded,
    /// All went back; access ended.
    Refunded,
    /// The buyer's bank disputes it; access is suspended.
    Disputed,
    /// The dispute was decided for us.
    Won,
    /// The dispute was decided for the buyer.
    Lost,
    /// Something does not fit; a person must look. Nothing moves it but a person.
    NeedsReview,
}

/// What can happen to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderEvent {
    /// The provider opened the payment.
    PaymentOpened,
    /// The provider wants the buyer to authenticate.
    ActionRequired,
    /// The provider is at work.
    PaymentProcessing,
    /// A try was refused.
    PaymentFailed,
    /// The money is taken.
    PaymentSucceeded,
    /// The payment is cancelled at the provider.
    PaymentCanceled,
    /// The hold ran out.
    HoldExpired,
    /// The money was taken after the seat had been freed, and no seat is left.
    PaidWithoutSeat,
    /// A part of the money went back.
    RefundedInPart,
    /// All of the money went back.
    RefundedInFull,
    /// A dispute began.
    DisputeOpened,
    /// A dispute ended for us.
    DisputeWon,
    /// A dispute ended for the buyer.
    DisputeLost,
    /// The buyer answered the last offer of the funnel.
    FunnelFinished,
    /// The provider's facts differ from what we wrote down.
    FactsMismatch,
}

/// What must be done in the transaction that makes a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Give the hold more time.
    ExtendHold,
    /// The seat is sold.
    ConsumeHold,
    /// The seat goes back.
    ReleaseHold,
    /// Take a seat again for a payment that arrived after its seat was freed.
    RetakeSeat,
    /// Write down the one successful payment.
    RecordPayment,
    /// Write the grants of the order's items.
    GrantAccess,
    /// End the grants of the order's items.
    RevokeAccess,
    /// Mail the receipt and the way in.
    SendReceipt,
    /// Write the invoice, unless it is written. Last of all: it holds the numbers of others back until the commit.
    IssueInvoice,
    /// Write the credit note over what a lost dispute took back. Last of all too.
    CreditDispute,
    /// Mail that money went back.
    SendRefundNotice,
    /// Mail that no seat was left and the money goes back.
    SendSeatGoneNotice,
    /// Mail that a dispute began and access is shut meanwhile.
    SendDisputeNotice,
    /// Mail that a dispute ended for us and access is open again.
    SendDisputeWonNotice,
    /// Mail that a dispute ended for the buyer.
    SendDisputeLostNotice,
    /// Cancel the payment at the provider.
    CancelAtProvider,
    /// Send all of the money back.
    RefundAtProvider,
    /// Keep the method that the buyer consented to, and open the offers that follow a main order.
    OpenFunnel,
    /// Let the funnel that this order belongs to follow it.
    TellFunnel,
    /// Tell the admin.
    AlertAdmin,
}

/// The next state, and what must be done with the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The state after the event.
    pub next: OrderState,
    /// What to do, in this order. Empty where the event changes nothing.
    pub effects: &'static [Effect],
}

impl OrderState {
    /// Every state.
    pub const ALL: [Self; 14] = [
        Self::Draft,
        Self::AwaitingPayment,
        Self::RequiresAction,
        Self::Failed,
        Self::Expiring,
        Self::Expired,
        Self::Paid,
        Self::Closed,
        Self::PartiallyRefunded,
        Self::Refunded,
        Self::Disputed,
        Self::Won,
        Self::Lost,
        Self::NeedsReview,
    ];

    /// The name in the database and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingPayment => "awaiting_payment",
            Self::RequiresAction => "requires_action",
            Self::Failed => "failed",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Paid => "paid",
            Self::Closed => "closed",
            Self::PartiallyRefunded => "partially_refunded",
            Self::Refunded => "refunded",
            Self::Disputed => "disputed",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::NeedsReview => "needs_review",
        }
    }

    /// Finds a state by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the order still holds a seat and waits for money. At most one such order exists per buyer and product.
    pub fn is_open(self) -> bool {
        self.is_payable() || self == Self::Expiring
    }

    /// Whether the buyer may still pay.
    pub fn is_payable(self) -> bool {
        matches!(self, Self::Draft | Self::AwaitingPayment | Self::RequiresAction | Self::Failed)
    }

    /// Whether the buyer has what was paid for.
    pub fn is_fulfilled(self) -> bool {
        matches!(self, Self::Paid | Self::Closed | Self::PartiallyRefunded | Self::Won)
    }
}

const fn to(next: OrderState, effects: &'static [Effect]) -> Transition {
    Transition { next, effects }
}

/// The machine. Complete over every pair; an event that means nothing in a state leaves it as it is.
pub fn transition(state: OrderState, event: OrderEvent) -> Transition {
    use OrderState as S;
    match (state, event) {
        (S::NeedsReview, _) => to(S::NeedsReview, &[]),
        (_, OrderEvent::FactsMismatch) => to(S::NeedsReview, &[Effect::AlertAdmin, Effect::TellFunnel]),
        (S::Draft | S::AwaitingPayment | S::RequiresAction | S::Failed, _) => while_payable(state, event),
        (S::Expiring, _) => while_expiring(event),
        (S::Expired, _) => after_expiry(event),
        (S::Paid | S::Closed | S::PartiallyRefunded | S::Won, _) => after_payment(state, event),
        (S::Disputed, _) => while_disputed(event),
        (S::Lost, OrderEvent::RefundedInFull) => to(S::Refunded, &[]),
        (S::Lost | S::Refunded, _) => to(state, &[]),
    }
}

/// What a payment that came in time does.
const FULFIL: &[Effect] = &[
    Effect::RecordPayment,
    Effect::ConsumeHold,
    Effect::GrantAccess,
    Effect::SendReceipt,
    Effect::OpenFunnel,
    Effect::TellFunnel,
    Effect::IssueInvoice,
];

/// What a payment does that came after its seat was freed.
const FULFIL_LATE: &[Effect] = &[
    Effect::RetakeSeat,
    Effect::RecordPayment,
    Effect::GrantAccess,
    Effect::SendReceipt,
    Effect::OpenFunnel,
    Effect::TellFunnel,
    Effect::IssueInvoice,
];

fn while_payable(state: OrderState, event: OrderEvent) -> Transition {
    use OrderState as S;
    match event {
        OrderEvent::PaymentOpened if state == S::Draft => to(S::AwaitingPayment, &[]),
        OrderEvent::ActionRequired if state != S::RequiresAction => to(S::RequiresAction, &[Effect::ExtendHold, Effect::TellFunnel]),
        OrderEvent::PaymentProcessing => to(S::AwaitingPayment, &[Effect::ExtendHold]),
        OrderEvent::PaymentFailed if state != S::Failed => to(S::Failed, &[Effect::TellFunnel]),
        OrderEvent::HoldExpired => to(S::Expiring, &[Effect::CancelAtProvider]),
        OrderEvent::PaymentCanceled => to(S::Expired, &[Effect::ReleaseHold, Effect::TellFunnel]),
        _ => money_arrived(event).unwrap_or(to(state, &[])),
    }
}

fn while_expiring(event: OrderEvent) -> Transition {
    match event {
        OrderEvent::PaymentCanceled => to(OrderState::Expired, &[Effect::ReleaseHold, Effect::TellFunnel]),
        OrderEvent::HoldExpired => to(OrderState::Expiring, &[Effect::CancelAtProvider]),
        _ => money_arrived(event).unwrap_or(to(OrderState::Expiring, &[])),
    }
}

/// The first news of an order's money may already be of a refund or a dispute: events come in any order.
fn money_arrived(event: OrderEvent) -> Option<Transition> {
    use OrderState as S;
    Some(match event {
        OrderEvent::PaymentSucceeded => to(S::Paid, FULFIL),
        OrderEvent::RefundedInPart => to(S::PartiallyRefunded, FULFIL),
        OrderEvent::DisputeWon => to(S::Won, FULFIL),
        OrderEvent::RefundedInFull => {
            to(S::Refunded, &[Effect::RecordPayment, Effect::ReleaseHold, Effect::SendRefundNotice, Effect::TellFunnel])
        }
        OrderEvent::DisputeOpened => to(
            S::Disputed,
            &[Effect::RecordPayment, Effect::ConsumeHold, Effect::SendDisputeNotice, Effect::TellFunnel, Effect::AlertAdmin],
        ),
        OrderEvent::DisputeLost => {
            to(S::Lost, &[Effect::RecordPayment, Effect::ReleaseHold, Effect::SendDisputeLostNotice, Effect::TellFunnel])
        }
        _ => return None,
    })
}

fn after_expiry(event: OrderEvent) -> Transition {
    use OrderState as S;
    match event {
        OrderEvent::PaymentSucceeded => to(S::Paid, FULFIL_LATE),
        OrderEvent::PaidWithoutSeat => to(
            S::NeedsReview,
            &[Effect::RecordPayment, Effect::RefundAtProvider, Effect::SendSeatGoneNotice, Effect::AlertAdmin, Effect::TellFunnel],
        ),
        OrderEvent::RefundedInFull => to(S::Refunded, &[Effect::RecordPayment, Effect::SendRefundNotice]),
        OrderEvent::RefundedInPart | OrderEvent::DisputeOpened | OrderEvent::DisputeWon | OrderEvent::DisputeLost => {
            to(S::NeedsReview, &[Effect::AlertAdmin])
        }
        _ => to(S::Expired, &[]),
    }
}

/// What a dispute does that ended for the buyer.
const LOSE: &[Effect] =
    &[Effect::RevokeAccess, Effect::ReleaseHold, Effect::SendDisputeLostNotice, Effect::AlertAdmin, Effect::CreditDispute];

fn after_payment(state: OrderState, event: OrderEvent) -> Transition {
    use OrderState as S;
    match event {
        OrderEvent::FunnelFinished if state == S::Paid => to(S::Closed, &[]),
        OrderEvent::RefundedInPart => to(S::PartiallyRefunded, &[]),
        OrderEvent::RefundedInFull => to(S::Refunded, &[Effect::RevokeAccess, Effect::ReleaseHold, Effect::SendRefundNotice]),
        OrderEvent::DisputeOpened if state != S::Won => {
            to(S::Disputed, &[Effect::RevokeAccess, Effect::SendDisputeNotice, Effect::AlertAdmin])
        }
        OrderEvent::DisputeWon => to(S::Won, &[]),
        OrderEvent::DisputeLost => to(S::Lost, LOSE),
        _ => to(state, &[]),
    }
}

fn while_disputed(event: OrderEvent) -> Transition {
    use OrderState as S;
    match event {
        OrderEvent::DisputeWon => to(S::Won, &[Effect::GrantAccess, Effect::SendDisputeWonNotice, Effect::IssueInvoice]),
        OrderEvent::DisputeLost => to(S::Lost, LOSE),
        OrderEvent::RefundedInFull => to(S::Refunded, &[Effect::RevokeAccess, Effect::ReleaseHold, Effect::SendRefundNotice]),
        _ => to(S::Disputed, &[]),
    }
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
