//! Sends the money of a payment back.

use super::Job;
use crate::core::Core;
use crate::error::Result;
use crate::ports::payment::GatewayError;
use crate::repo::{self, rows};
use crate::services::attempts::{self, Operation, Outcome};
use crate::services::settlement;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Refunds what is left of one payment.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RefundPayment {
    /// Which.
    pub payment: Uuid,
}

#[async_trait]
impl Job for RefundPayment {
    const KIND: &'static str = "refund_payment";

    async fn run(&self, core: &Core) -> Result<()> {
        let payment = repo::payments::by_id(core.db.read(), self.payment).await?;
        let Some(taken_by) = payment.capture_ref.as_ref().or(payment.provider_ref.as_ref()) else { return Ok(()) };
        let left = rows::money(payment.amount_minor - payment.refunded_minor, &payment.currency)?;
        if left.minor > 0 {
            let key = attempts::next_key(core, payment.id, Operation::Refund).await?;
            let answer = core.gateways.named(&payment.provider)?.refund(taken_by, left, &key).await;
            attempts::finish(core, &key, Outcome::of(&answer)).await?;
            match answer {
                Err(GatewayError::Refused { code, .. }) if is_back_already(&code) => {}
                answer => drop(answer?),
            }
        }
        settlement::settle(core, payment.order_id).await.map(drop)
    }
}

fn is_back_already(code: &str) -> bool {
    ["charge_already_refunded", "CAPTURE_FULLY_REFUNDED"].contains(&code)
}
