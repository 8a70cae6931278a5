//! The settings and the log of deliveries.

use serde::Serialize;

use super::settings::Settings;
use crate::options::Options;

/// One try to deliver one event.
#[derive(Clone, Debug, Serialize)]
pub struct Attempt {
    /// The event.
    pub event: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The try, counted from one.
    pub attempt: u32,
    /// The status the shop answered with, if it did.
    pub status: Option<u16>,
    /// Why there was no answer.
    pub error: Option<String>,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// How long the answer took.
    pub took_ms: u64,
}

impl Attempt {
    /// Whether the shop took it.
    pub fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

/// What the delivery tasks share.
#[derive(Debug)]
pub struct Desk {
    /// How to deliver.
    pub settings: Settings,
    /// What was tried.
    pub attempts: Vec<Attempt>,
    /// Copies that are held, under way or wait for their next try.
    pub open: usize,
}

impl Desk {
    /// Nothing was delivered yet.
    pub fn new(options: &Options) -> Self {
        Self { settings: Settings::new(options), attempts: Vec::new(), open: 0 }
    }
}
