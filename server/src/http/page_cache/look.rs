//! One look at the database serves all requests that came before it.

use crate::core::Core;
use crate::error::Result;
use crate::metrics::PAGE_CACHE;
use crate::repo::page_versions;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Mutex;

/// What was seen last, and which look saw it.
#[derive(Debug, Default)]
struct Seen {
    look: u64,
    version: i64,
}

/// Looks whether what public pages show has changed.
#[derive(Debug, Default)]
pub struct Look {
    begun: AtomicU64,
    seen: Mutex<Seen>,
}

impl Look {
    /// The version of the database now: that of a look which began after this was asked.
    pub async fn version(&self, core: &Core) -> Result<i64> {
        let begun = self.begun.load(Ordering::SeqCst);
        let mut seen = self.seen.lock().await;
        if seen.look <= begun {
            let look = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
            PAGE_CACHE.count(["look"]);
            *seen = Seen { version: page_versions::sum(core.db.read()).await?, look };
        }
        Ok(seen.version)
    }
}
