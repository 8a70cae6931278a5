//! Tells the measuring service of a purchase whose buyer allowed it.

use super::Job;
use crate::adapters::measurement;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{audience, orders};
use crate::services;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Tells of one order.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TellPurchase {
    /// Which.
    pub order: Uuid,
}

#[async_trait]
impl Job for TellPurchase {
    const KIND: &'static str = "tell_purchase";

    async fn run(&self, core: &Core) -> Result<()> {
        let db = core.db.read();
        let (Some(ga4), Some(allowed)) = (&core.settings.audience.ga4, audience::of_order(db, self.order).await?) else { return Ok(()) };
        if allowed.told_at.is_some() {
            return Ok(());
        }
        let order = orders::by_id(db, self.order).await?;
        let purchase = services::audience::purchase(db, &order, allowed.client).await?;
        measurement::tell(ga4, &purchase).await.map_err(Fault::stored)?;
        audience::told(core.db.write(), self.order, core.now()).await
    }
}
