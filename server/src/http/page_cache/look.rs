//! One look at the database serves all requests that came before it, and where they are a crowd those that come right after it.

use crate::core::Core;
use crate::metrics::PAGE_CACHE;
use crate::repo::page_versions;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use tokio::time::timeout;

/// A look that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(2);

/// So many who are told of one look are a crowd.
const CROWD: u32 = 16;
/// A crowd is told of one look for so long, instead of looking again for each that comes.
const SHARED: Duration = Duration::from_millis(20);

/// What was seen last, if that look succeeded, which look it was, and how many were told.
#[derive(Debug, Default)]
struct Seen {
    look: u64,
    version: Option<i64>,
    at: Option<Instant>,
    told: u32,
}

impl Seen {
    /// Whether it may be told at this moment to somebody who came when so many looks had begun.
    fn answers(&self, begun: u64, now: Instant) -> bool {
        let is_shared = || self.told >= CROWD && self.at.is_some_and(|at| now.duration_since(at) < SHARED);
        self.look > begun || is_shared()
    }
}

/// Looks whether what public pages show has changed.
#[derive(Debug, Default)]
pub struct Look {
    begun: AtomicU64,
    seen: Mutex<Seen>,
}

impl Look {
    /// The version of the database now: that of a look which began after this was asked, or in a crowd right before. `None` where the
    /// database did not say; all who waited for that look are told so at once.
    pub async fn version(&self, core: &Core) -> Option<i64> {
        let begun = self.begun.load(Ordering::SeqCst);
        let mut seen = self.seen.lock().await;
        if !seen.answers(begun, Instant::now()) {
            let look = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
            PAGE_CACHE.count(["look"]);
            let at = Instant::now();
            let found = timeout(PATIENCE, page_versions::sum(core.db.read())).await;
            let version = found.ok().and_then(Result::ok);
            *seen = Seen { look, version, at: version.map(|_| at), told: 0 };
        }
        seen.told = seen.told.saturating_add(1);
        seen.version
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_told_to_who_came_before_it_and_for_a_moment_to_a_crowd() {
        let now = Instant::now();
        let seen = |told| Seen { look: 3, version: Some(7), at: Some(now), told };
        assert!(seen(0).answers(2, now + SHARED), "it began after they came");
        assert!(!seen(CROWD - 1).answers(3, now), "they came after it, and are few");
        assert!(seen(CROWD).answers(3, now));
        assert!(!seen(CROWD).answers(3, now + SHARED));
        assert!(!Seen { at: None, ..seen(CROWD) }.answers(3, now), "the database did not say");
    }
}
