//! What every service and job shares.

use crate::config::Settings;
use crate::ports::{clock::Clock, entropy::Entropy, mailer::Mailer, payment::Gateways, storage::Storage};
use crate::repo::db::Db;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use tokio::sync::Notify;
use uuid::Uuid;

/// The business's hands: database, clock, randomness, provider, mail, files, settings.
pub struct Core {
    /// The database.
    pub db: Db,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Money.
    pub gateways: Gateways,
    /// Mail.
    pub mailer: Arc<dyn Mailer>,
    /// Files.
    pub storage: Arc<dyn Storage>,
    /// Settings.
    pub settings: Settings,
    /// Wakes the job runner of this process after a commit that left work.
    pub wake_jobs: Notify,
}

impl Core {
    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.entropy.uuid(self.now())
    }
}
