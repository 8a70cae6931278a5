//! Payment providers.

pub mod stripe;
