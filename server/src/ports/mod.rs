//! What the business needs from the world: traits and value types only.

pub mod certificates;
pub mod clock;
pub mod entropy;
pub mod mailer;
pub mod payment;
pub mod storage;
