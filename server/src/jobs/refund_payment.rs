//! Sends the money of an order back.

use super::Job;
use crate::core::Core;
use crate::error::Result;
use crate::ports::payment::GatewayError;
use crate::repo;
use crate::services::attempts::{self, Operation, Outcome};
use crate::services::settlement;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Refunds one order in full.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RefundPayment {
    /// Which.
    pub order: Uuid,
}

#[async_trait]
impl Job for RefundPayment {
    const KIND: &'static str = "refund_payment";

    async fn run(&self, core: &Core) -> Result<()> {
        let payment = repo::payments::of_order(core.db.read(), self.order).await?;
        let Some(reference) = &payment.provider_ref else { return Ok(()) };
        let key = attempts::next_key(core, payment.id, Operation::Refund).await?;
        let answer = core.gateway.refund(reference, &key).await;
        let outcome = match &answer {
            Ok(()) => Outcome::Succeeded,
            Err(GatewayError::Unknown(_) | GatewayError::Busy(_)) => Outcome::Unknown,
            Err(_) => Outcome::Failed,
        };
        attempts::finish(core, &key, outcome).await?;
        answer?;
        settlement::settle(core, self.order).await.map(drop)
    }
}
