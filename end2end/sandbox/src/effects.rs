//! What a call leaves to be done once the store is unlocked.

/// Deliveries to make and timers to start.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// Events to deliver, in the order of their creation.
    pub events: Vec<String>,
    /// Payment intents whose card pays after a while.
    pub settle_later: Vec<String>,
    /// Checkout Sessions that expire at their time.
    pub expire_later: Vec<String>,
}

/// The call that is being executed, as its events name it.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The `Request-Id` of its answer.
    pub request_id: Option<String>,
    /// Its `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}
