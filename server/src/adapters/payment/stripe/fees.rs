//! What Stripe keeps of a payment, by the entries of its balance.

use super::StripeGateway;
use crate::ports::payment::{Fee, FeesTold, GatewayError};
use chrono::DateTime;
use domain::fees::{FeeKind, in_sale};
use domain::money::{Currency, Money};
use serde::Serialize;
use stripe::StripeRequest;
use stripe_client_core::{RequestBuilder, StripeMethod};
use stripe_core::dispute::ListDispute;
use stripe_core::refund::ListRefund;
use stripe_shared::{BalanceTransaction, Charge};
use stripe_types::{Expandable, List};

impl StripeGateway {
    /// The fees of a payment intent. A key that may not read the balance has none to tell of.
    pub(super) async fn fees_of(&self, intent: &str) -> Result<FeesTold, GatewayError> {
        match self.booked(intent).await {
            Err(GatewayError::Refused { status: 401 | 403, .. }) => {
                let warn = || tracing::warn!("Stripe does not show its fees; the key needs the permission for balance transactions");
                self.fees_hidden.call_once(warn);
                Err(GatewayError::Unsupported("its fees"))
            }
            answer => answer,
        }
    }

    async fn booked(&self, intent: &str) -> Result<FeesTold, GatewayError> {
        let request = ListCharges { payment_intent: intent, expand: &["data.balance_transaction"] };
        let charges = self.within(request.customize().send(&self.client)).await?;
        let Some(charge) = charges.data.iter().find(|charge| charge.paid) else { return Ok(FeesTold::default()) };
        let mut told = FeesTold { complete: true, ..FeesTold::default() };
        let entry = charge.balance_transaction.as_ref().and_then(Expandable::as_object);
        told.add(entry.and_then(|entry| fee(FeeKind::Charge, charge, entry, charge.amount)));
        if charge.amount_refunded > 0 {
            self.add_refunds(intent, charge, &mut told).await?;
        }
        if charge.disputed {
            self.add_disputes(intent, charge, &mut told).await?;
        }
        Ok(told)
    }

    /// What a bank did not take moved nothing.
    async fn add_refunds(&self, intent: &str, charge: &Charge, told: &mut FeesTold) -> Result<(), GatewayError> {
        let request = ListRefund::new().payment_intent(intent).limit(100).expand(vec!["data.balance_transaction".to_owned()]);
        let refunds = self.within(request.send(&self.client)).await?;
        for refund in refunds.data.iter().filter(|refund| !matches!(refund.status.as_deref(), Some("failed" | "canceled"))) {
            let entry = refund.balance_transaction.as_ref().and_then(Expandable::as_object);
            told.add(entry.and_then(|entry| fee(FeeKind::Refund, charge, entry, refund.amount)));
        }
        Ok(())
    }

    /// An inquiry moves nothing, and costs nothing.
    async fn add_disputes(&self, intent: &str, charge: &Charge, told: &mut FeesTold) -> Result<(), GatewayError> {
        let disputes = self.within(ListDispute::new().payment_intent(intent).limit(100).send(&self.client)).await?;
        for dispute in &disputes.data {
            for entry in &dispute.balance_transactions {
                told.add(fee(FeeKind::Dispute, charge, entry, dispute.amount));
            }
        }
        Ok(())
    }
}

/// A fee for what moved `sold` of the charge's currency. `None` where the rate at which it was changed cannot be told.
fn fee(kind: FeeKind, charge: &Charge, entry: &BalanceTransaction, sold: i64) -> Option<Fee> {
    let sale = Currency::from_code(&charge.currency.to_string())?;
    let unchanged = entry.currency == charge.currency;
    let minor = if unchanged { entry.fee } else { in_sale(entry.fee, entry.amount, sold)? };
    Some(Fee {
        reference: entry.id.to_string(),
        kind,
        amount_minor: entry.fee,
        currency: entry.currency.to_string().to_uppercase(),
        sale: Money::new(minor, sale),
        booked_at: DateTime::from_timestamp(entry.created, 0)?,
    })
}

/// `GET /v1/charges`
#[derive(Clone, Serialize)]
struct ListCharges<'a> {
    payment_intent: &'a str,
    expand: &'a [&'static str],
}

impl StripeRequest for ListCharges<'_> {
    type Output = List<Charge>;

    fn build(&self) -> RequestBuilder {
        RequestBuilder::new(StripeMethod::Get, "/charges").query(self)
    }
}
