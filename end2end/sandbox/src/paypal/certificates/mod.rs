//! The chain that signs events: a root, an intermediate and the certificate that deliveries name.

mod chain;
mod shelf;

pub use chain::{Authority, Certificate, Chain, Wish};
pub use shelf::{Shelf, served};
