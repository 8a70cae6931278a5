//! One look at the database serves all requests that came before it.

use crate::core::Core;
use crate::metrics::PAGE_CACHE;
use crate::repo::page_versions;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::timeout;

/// A look that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(2);

/// What was seen last, if that look succeeded, and which look it was.
#[derive(Debug, Default)]
struct Seen {
    look: u64,
    version: Option<i64>,
}

/// Looks whether what public pages show has changed.
#[derive(Debug, Default)]
pub struct Look {
    begun: AtomicU64,
    seen: Mutex<Seen>,
}

impl Look {
    /// The version of the database now: that of a look which began after this was asked. `None` where the database did not say; all
    /// who waited for that look are told so at once.
    pub async fn version(&self, core: &Core) -> Option<i64> {
        let begun = self.begun.load(Ordering::SeqCst);
        let mut seen = self.seen.lock().await;
        if seen.look <= begun {
            let look = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
            PAGE_CACHE.count(["look"]);
            let found = timeout(PATIENCE, page_versions::sum(core.db.read())).await;
            *seen = Seen { version: found.ok().and_then(Result::ok), look };
        }
        seen.version
    }
}
