//! How events are delivered.

use serde::{Deserialize, Serialize};

use crate::options::Options;

/// How often every event is delivered.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Repeat {
    /// This many times.
    Times(u32),
    /// A random number of times, both ends included.
    Between([u32; 2]),
}

impl Repeat {
    /// How often this event is delivered.
    pub fn draw(self) -> u32 {
        match self {
            Self::Times(times) => times,
            Self::Between([low, high]) => rand::random_range(low..=high.max(low)),
        }
    }
}

/// A delivery that nobody should trust.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tamper {
    /// Other bytes than those that were signed.
    Body,
    /// Another signature.
    Signature,
    /// Rightly signed 301 seconds ago.
    Stale,
    /// No signature at all.
    Unsigned,
    /// Signed with a secret the shop does not know.
    Secret,
}

/// What `POST /_control/webhooks` sets; what a request leaves out stays as it is.
#[derive(Clone, Debug, Serialize)]
pub struct Settings {
    /// Where to; nowhere without.
    pub url: Option<String>,
    /// Where PayPal's events go; nowhere without.
    pub paypal_url: Option<String>,
    /// The identifier that PayPal's signatures cover.
    pub paypal_webhook_id: String,
    /// Each gives one `v1` signature.
    pub secrets: Vec<String>,
    /// Whether anything is delivered by itself.
    pub enabled: bool,
    /// The wait before the first delivery.
    pub delay_ms: u64,
    /// Copies of every event.
    pub repeat: Repeat,
    /// Whether deliveries are held for a random time within the window, so that they overtake each other.
    pub shuffle: bool,
    /// That window.
    pub window_ms: u64,
    /// Kinds that are lost.
    pub drop_types: Vec<String>,
    /// The part of the events that is lost, from 0 to 1.
    pub drop_rate: f64,
    /// Whether the event arrives before the answer of the call that caused it.
    pub before_answer: bool,
    /// What is wrong with every delivery.
    pub tamper: Option<Tamper>,
    /// The wait before the second try; it doubles with every further one.
    pub retry_base_ms: u64,
    /// Tries before giving up.
    pub tries: u32,
}

impl Settings {
    /// What a well-behaved provider does.
    pub fn new(options: &Options) -> Self {
        Self {
            url: options.webhook_url.clone(),
            paypal_url: options.paypal_webhook_url.clone(),
            paypal_webhook_id: options.paypal_webhook_id.clone(),
            secrets: vec![options.webhook_secret.clone()],
            enabled: true,
            delay_ms: 0,
            repeat: Repeat::Times(1),
            shuffle: false,
            window_ms: 200,
            drop_types: Vec::new(),
            drop_rate: 0.0,
            before_answer: false,
            tamper: None,
            retry_base_ms: options.retry_base_ms,
            tries: 8,
        }
    }

    /// Whether this event is lost on the way.
    pub fn loses(&self, kind: &str) -> bool {
        self.drop_types.iter().any(|lost| lost == kind) || rand::random_range(0.0..1.0) < self.drop_rate
    }

    /// How long a copy is held.
    pub fn hold_ms(&self) -> u64 {
        self.delay_ms + if self.shuffle { rand::random_range(0..=self.window_ms) } else { 0 }
    }
}
