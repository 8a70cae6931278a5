//! Signed events of the providers: their signatures and their shapes.

pub mod signature;
pub mod stripe;
