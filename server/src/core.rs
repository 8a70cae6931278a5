//! What every service and job shares.

use crate::config::Settings;
use crate::ports::{clock::Clock, entropy::Entropy, mailer::Mailer, payment::Gateways, storage::Storage};
use crate::repo::db::{Db, Reader};
use crate::repo::outline::Outlines;
use crate::security::password::Passwords;
use crate::webhooks::arrivals::Arrivals;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// The business's hands: database, clock, randomness, provider, mail, files, settings.
pub struct Core {
    /// The database.
    pub db: Db,
    /// What all students share of the course.
    pub outlines: Outlines,
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
    /// Hashes of passwords.
    pub passwords: Passwords,
    /// Settings.
    pub settings: Settings,
    /// Events of providers that are being stored.
    pub arrivals: Arrivals,
    /// Wakes the job runner of this process after a commit that left work.
    pub wake_jobs: Notify,
    /// Cancelled when this process was told to stop: it is ready for nothing new.
    pub stopping: CancellationToken,
}

impl Core {
    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The database at the present moment, to be asked only.
    pub fn reading(&self) -> Reading {
        Reading::at(self.db.reader(), self.now())
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.entropy.uuid(self.now())
    }
}

/// What asking takes: a database that cannot be told anything, and the moment that counts as now. What is asked with it can be asked
/// about any moment, and writes nothing.
#[derive(Clone, Debug)]
pub struct Reading {
    db: Reader,
    /// What counts as now.
    pub now: DateTime<Utc>,
}

impl Reading {
    /// The database at a moment.
    pub fn at(db: Reader, now: DateTime<Utc>) -> Self {
        Self { db, now }
    }

    /// The database.
    pub fn db(&self) -> &Reader {
        &self.db
    }
}
