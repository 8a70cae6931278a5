//! Payment providers.

pub mod paypal;
pub mod stripe;
