//! Sends money back.

use super::Job;
use crate::core::Core;
use crate::error::Result;
use crate::services::refunds::send;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Sends one refund.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RefundPayment {
    /// Which.
    pub refund: Uuid,
}

#[async_trait]
impl Job for RefundPayment {
    const KIND: &'static str = "refund_payment";

    async fn run(&self, core: &Core) -> Result<()> {
        send::send(core, self.refund).await
    }
}
