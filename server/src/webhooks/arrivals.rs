//! What arrives goes before what is worked through: while events pour in, the work that they leave waits a little, so that the provider
//! has its answers in time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::timeout;

/// Work waits for so long at most, however much arrives: what was paid for must come.
const PATIENCE: Duration = Duration::from_millis(250);

/// The events that are being stored.
#[derive(Debug, Default)]
pub struct Arrivals {
    under_way: AtomicUsize,
    still: Notify,
}

/// An event that is being stored, until this is dropped.
pub struct Arrival<'a>(&'a Arrivals);

impl Arrivals {
    /// An event arrives.
    pub fn begin(&self) -> Arrival<'_> {
        self.under_way.fetch_add(1, Ordering::SeqCst);
        Arrival(self)
    }

    /// Waits until nothing arrives, or the patience ends.
    pub async fn pass(&self) {
        let still = self.still.notified();
        if self.under_way.load(Ordering::SeqCst) > 0 {
            let _ = timeout(PATIENCE, still).await;
        }
    }
}

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        if self.0.under_way.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.still.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[tokio::test]
    async fn work_waits_for_what_arrives_and_not_for_ever() {
        let arrivals = Arrivals::default();
        assert!(arrivals.pass().now_or_never().is_some());
        let (first, second) = (arrivals.begin(), arrivals.begin());
        let mut work = Box::pin(arrivals.pass());
        assert!(work.as_mut().now_or_never().is_none());
        drop(first);
        assert!(work.as_mut().now_or_never().is_none());
        drop(second);
        assert!(work.now_or_never().is_some());
        let _endless = arrivals.begin();
        assert!(timeout(PATIENCE * 20, arrivals.pass()).await.is_ok());
    }
}
