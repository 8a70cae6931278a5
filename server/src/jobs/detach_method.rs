//! Lets a provider forget a stored payment method whose consent has ended.

use super::Job;
use crate::core::Core;
use crate::error::Result;
use crate::ports::payment::GatewayError;
use crate::repo::consents;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Forgets the method of one consent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DetachMethod {
    /// Which.
    pub consent: Uuid,
}

#[async_trait]
impl Job for DetachMethod {
    const KIND: &'static str = "detach_method";

    async fn run(&self, core: &Core) -> Result<()> {
        let known = consents::by_id(core.db.read(), self.consent).await?;
        let Some(consent) = known.filter(|consent| consent.revoked_at.is_some() && consent.detached_at.is_none()) else { return Ok(()) };
        let (Some(provider), Some(method)) = (&consent.provider, &consent.method_ref) else { return Ok(()) };
        match core.gateways.named(provider)?.detach(method).await {
            Ok(()) | Err(GatewayError::NotFound) => consents::mark_detached(core.db.write(), consent.id, core.now()).await,
            Err(error) => Err(error.into()),
        }
    }
}
