//! Time as an input.

use chrono::{DateTime, Utc};

/// Tells the time, in whole milliseconds: what both databases keep exactly.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}
