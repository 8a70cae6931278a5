//! Work that outlives a request. A job is a row, its payload is its struct, and it commits with the business write.

pub mod announce_lessons;
pub mod cancel_payment;
pub mod detach_method;
pub mod process_webhook;
pub mod refund_payment;
pub mod runner;
pub mod send_mail;
pub mod tell_purchase;

use crate::cause;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entity::job;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::{Serialize, de::DeserializeOwned};

/// A kind of work. It may run more than once, also at the same time, and must bear it.
#[async_trait]
pub trait Job: Serialize + DeserializeOwned + Send + Sync {
    /// Its name in the database.
    const KIND: &'static str;

    /// Does the work. An error is tried again later, with growing pauses, and parked in the end.
    async fn run(&self, core: &Core) -> Result<()>;

    /// What else to write down when the work is parked.
    async fn parked(&self, _core: &Core, _error: &str) -> Result<()> {
        Ok(())
    }

    /// Writes the work down in the caller's transaction.
    async fn enqueue(&self, core: &Core, db: &impl ConnectionTrait) -> Result<()> {
        self.enqueue_at(core, db, core.now()).await
    }

    /// The same for work that is due later.
    async fn enqueue_at(&self, core: &Core, db: &impl ConnectionTrait, run_at: DateTime<Utc>) -> Result<()> {
        repo::jobs::insert(db, vec![row(core, self, run_at)?]).await
    }
}

/// Writes several of a kind down in the caller's transaction.
pub async fn enqueue_all<J: Job>(core: &Core, db: &impl ConnectionTrait, jobs: &[J]) -> Result<()> {
    let rows = jobs.iter().map(|job| row(core, job, core.now())).collect::<Result<_>>()?;
    repo::jobs::insert(db, rows).await
}

fn row<J: Job>(core: &Core, job: &J, run_at: DateTime<Utc>) -> Result<job::ActiveModel> {
    let payload = serde_json::to_value(job).map_err(|error| Fault::stored(format!("job {}: {error}", J::KIND)))?;
    Ok(job::ActiveModel {
        id: Set(core.new_id()),
        kind: Set(J::KIND.to_owned()),
        payload: Set(payload),
        state: Set("pending".to_owned()),
        attempts: Set(0),
        run_at: Set(run_at),
        created_at: Set(core.now()),
        request_id: Set(cause::request()),
        ..Default::default()
    })
}
