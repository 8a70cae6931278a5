//! PayPal on the wire.

mod buyer;
mod client;
mod faults;
mod openapi;
mod orders;
mod page;
mod refunds;
mod signatures;
mod vault;
mod webhooks;

pub use buyer::PayPal;
