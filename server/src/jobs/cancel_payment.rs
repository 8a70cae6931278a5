//! Cancels the payment of an order whose time is up.

use super::Job;
use crate::core::Core;
use crate::error::Result;
use crate::services::expiry;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Cancels one order's payment.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CancelPayment {
    /// Whose.
    pub order: Uuid,
}

#[async_trait]
impl Job for CancelPayment {
    const KIND: &'static str = "cancel_payment";

    async fn run(&self, core: &Core) -> Result<()> {
        expiry::cancel(core, self.order).await.map(drop)
    }
}
