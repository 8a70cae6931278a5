//! Takes a round of mails about new lessons one step further.

use super::Job;
use crate::core::Core;
use crate::error::Result;
use crate::services::learning::announcing;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One step of a round; it leaves the job of the next.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AnnounceLessons {
    /// The round.
    pub round: Uuid,
}

#[async_trait]
impl Job for AnnounceLessons {
    const KIND: &'static str = "announce_lessons";

    async fn run(&self, core: &Core) -> Result<()> {
        announcing::go_on(core, self.round).await
    }
}
