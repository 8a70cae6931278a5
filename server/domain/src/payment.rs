//! What a provider says of a payment, held against what we expect, becomes one event of the order.

use crate::ids::OrderId;
use crate::money::Money;
use crate::order::OrderEvent;

/// The state of a payment at the provider. An unknown word of the provider counts as `Processing`, never as paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentStatus {
    /// Waiting for a payment method; `declined` when one was tried and refused.
    RequiresPaymentMethod {
        /// Whether an earlier try was refused.
        declined: bool,
    },
    /// The buyer must authenticate (3-D Secure).
    RequiresAction,
    /// The buyer approved; the money is taken only when we capture it.
    Approved,
    /// The provider is at work.
    Processing,
    /// The money is taken.
    Succeeded,
    /// This payment was refused for good; another can be made.
    Refused,
    /// Nothing was taken and nothing will be.
    Canceled,
}

/// A dispute as the provider sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputeStatus {
    /// Money is withdrawn while it is decided.
    Open,
    /// Decided for us.
    Won,
    /// Decided for the buyer.
    Lost,
}

/// A payment method that the provider keeps for later charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedMethod {
    /// The provider's id of it.
    pub reference: String,
    /// What a person reads of it: `Visa •••• 4242`.
    pub label: String,
}

/// The truth that the provider tells of one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentFacts {
    /// The provider's id of the payment.
    pub reference: String,
    /// The order written into its metadata, if it is one of ours.
    pub order: Option<OrderId>,
    /// Its state.
    pub status: PaymentStatus,
    /// What is to be paid; `None` in a currency that we do not sell in.
    pub amount: Option<Money>,
    /// What was received, in minor units.
    pub received_minor: i64,
    /// What went back, in minor units; it only grows.
    pub refunded_minor: i64,
    /// The provider's id of the customer.
    pub customer: Option<String>,
    /// Whether real money moved.
    pub livemode: bool,
    /// The latest dispute, if any.
    pub dispute: Option<DisputeStatus>,
    /// The provider's id of what took the money, where that is another object: PayPal's capture, a hosted page's payment intent.
    pub capture: Option<String>,
    /// The method that paid, where the provider keeps it for later charges.
    pub saved: Option<SavedMethod>,
}

/// What we wrote down before the provider was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The order to pay.
    pub order: OrderId,
    /// The provider's id of the payment, as stored.
    pub reference: String,
    /// What must be paid, to the unit.
    pub amount: Money,
    /// The provider's id of the customer, as stored.
    pub customer: Option<String>,
    /// Whether this installation takes real money.
    pub livemode: bool,
}

/// What of the provider's words does not fit ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Another payment.
    #[error("reference")]
    Reference,
    /// Another order in the metadata, or none.
    #[error("order")]
    Order,
    /// Another amount or currency.
    #[error("amount")]
    Amount,
    /// Paid, but not all of it.
    #[error("received amount")]
    Received,
    /// Another customer.
    #[error("customer")]
    Customer,
    /// Test money in a live shop, or the reverse.
    #[error("live mode")]
    Livemode,
}

/// Holds the provider's facts against what we expect. `Ok(None)` says that nothing has happened yet.
pub fn judge(expected: &Expected, facts: &PaymentFacts) -> Result<Option<OrderEvent>, Mismatch> {
    check_identity(expected, facts)?;
    Ok(match facts.status {
        PaymentStatus::RequiresPaymentMethod { declined: false } | PaymentStatus::Approved => None,
        PaymentStatus::RequiresPaymentMethod { declined: true } | PaymentStatus::Refused => Some(OrderEvent::PaymentFailed),
        PaymentStatus::RequiresAction => Some(OrderEvent::ActionRequired),
        PaymentStatus::Processing => Some(OrderEvent::PaymentProcessing),
        PaymentStatus::Canceled => Some(OrderEvent::PaymentCanceled),
        PaymentStatus::Succeeded => Some(after_success(expected, facts)?),
    })
}

fn check_identity(expected: &Expected, facts: &PaymentFacts) -> Result<(), Mismatch> {
    let rules = [
        (facts.reference == expected.reference, Mismatch::Reference),
        (facts.order == Some(expected.order), Mismatch::Order),
        (facts.amount == Some(expected.amount), Mismatch::Amount),
        (facts.customer == expected.customer, Mismatch::Customer),
        (facts.livemode == expected.livemode, Mismatch::Livemode),
    ];
    rules.into_iter().find(|(fits, _)| !fits).map_or(Ok(()), |(_, mismatch)| Err(mismatch))
}

fn after_success(expected: &Expected, facts: &PaymentFacts) -> Result<OrderEvent, Mismatch> {
    if facts.received_minor != expected.amount.minor {
        return Err(Mismatch::Received);
    }
    Ok(match (facts.refunded_minor, facts.dispute) {
        (refunded, _) if refunded >= expected.amount.minor => OrderEvent::RefundedInFull,
        (_, Some(DisputeStatus::Open)) => OrderEvent::DisputeOpened,
        (_, Some(DisputeStatus::Lost)) => OrderEvent::DisputeLost,
        (_, Some(DisputeStatus::Won)) => OrderEvent::DisputeWon,
        (refunded, None) if refunded > 0 => OrderEvent::RefundedInPart,
        (_, None) => OrderEvent::PaymentSucceeded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use uuid::Uuid;

    fn expected() -> Expected {
        let amount = Money::new(14_900, Currency::Eur);
        Expected { order: OrderId(Uuid::nil()), reference: "pi_1".into(), amount, customer: Some("cus_1".into()), livemode: false }
    }

    fn paid() -> PaymentFacts {
        PaymentFacts {
            reference: "pi_1".into(),
            order: Some(OrderId(Uuid::nil())),
            status: PaymentStatus::Succeeded,
            amount: Some(Money::new(14_900, Currency::Eur)),
            received_minor: 14_900,
            refunded_minor: 0,
            customer: Some("cus_1".into()),
            livemode: false,
            dispute: None,
            capture: None,
            saved: None,
        }
    }

    #[test]
    fn a_payment_that_fits_in_everything_is_a_success() {
        assert_eq!(judge(&expected(), &paid()), Ok(Some(OrderEvent::PaymentSucceeded)));
    }

    #[test]
    fn any_difference_is_named() {
        let facts = |change: fn(&mut PaymentFacts)| {
            let mut facts = paid();
            change(&mut facts);
            judge(&expected(), &facts)
        };
        assert_eq!(facts(|f| f.amount = Some(Money::new(14_901, Currency::Eur))), Err(Mismatch::Amount));
        assert_eq!(facts(|f| f.amount = Some(Money::new(14_899, Currency::Eur))), Err(Mismatch::Amount));
        assert_eq!(facts(|f| f.amount = Some(Money::new(14_900, Currency::Usd))), Err(Mismatch::Amount));
        assert_eq!(facts(|f| f.amount = None), Err(Mismatch::Amount));
        assert_eq!(facts(|f| f.received_minor -= 1), Err(Mismatch::Received));
        assert_eq!(facts(|f| f.order = None), Err(Mismatch::Order));
        assert_eq!(facts(|f| f.order = Some(OrderId(Uuid::max()))), Err(Mismatch::Order));
        assert_eq!(facts(|f| f.livemode = true), Err(Mismatch::Livemode));
        assert_eq!(facts(|f| f.customer = Some("cus_2".into())), Err(Mismatch::Customer));
        assert_eq!(facts(|f| f.customer = None), Err(Mismatch::Customer));
        assert_eq!(facts(|f| f.reference = "pi_2".into()), Err(Mismatch::Reference));
    }

    #[test]
    fn a_refund_or_dispute_outranks_the_success_it_follows() {
        let facts = |refunded_minor, dispute| judge(&expected(), &PaymentFacts { refunded_minor, dispute, ..paid() });
        assert_eq!(facts(1, None), Ok(Some(OrderEvent::RefundedInPart)));
        assert_eq!(facts(14_900, None), Ok(Some(OrderEvent::RefundedInFull)));
        assert_eq!(facts(14_900, Some(DisputeStatus::Open)), Ok(Some(OrderEvent::RefundedInFull)));
        assert_eq!(facts(0, Some(DisputeStatus::Open)), Ok(Some(OrderEvent::DisputeOpened)));
        assert_eq!(facts(0, Some(DisputeStatus::Won)), Ok(Some(OrderEvent::DisputeWon)));
        assert_eq!(facts(0, Some(DisputeStatus::Lost)), Ok(Some(OrderEvent::DisputeLost)));
    }

    #[test]
    fn an_unpaid_payment_moves_the_order_only_when_something_happened() {
        let status = |status| judge(&expected(), &PaymentFacts { status, received_minor: 0, ..paid() });
        assert_eq!(status(PaymentStatus::RequiresPaymentMethod { declined: false }), Ok(None));
        assert_eq!(status(PaymentStatus::RequiresPaymentMethod { declined: true }), Ok(Some(OrderEvent::PaymentFailed)));
        assert_eq!(status(PaymentStatus::Approved), Ok(None));
        assert_eq!(status(PaymentStatus::Refused), Ok(Some(OrderEvent::PaymentFailed)));
        assert_eq!(status(PaymentStatus::RequiresAction), Ok(Some(OrderEvent::ActionRequired)));
        assert_eq!(status(PaymentStatus::Processing), Ok(Some(OrderEvent::PaymentProcessing)));
        assert_eq!(status(PaymentStatus::Canceled), Ok(Some(OrderEvent::PaymentCanceled)));
    }
}
