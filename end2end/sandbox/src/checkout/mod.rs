//! The provider's own page where a Checkout Session is paid. It works without scripts.

mod page;
mod payment;
mod routes;

pub use payment::{authenticate, pay};
pub use routes::router;
