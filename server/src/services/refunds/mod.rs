//! Money that goes back. It is promised in one transaction, sent by a job, and counts once the provider says so: then what it
//! paid for ends, in the transaction that writes the provider's word down.

pub mod account;
pub mod admin;
pub mod plan;
pub mod policy;
mod port;
mod preview;
pub mod send;

pub use account::{account, tell};
pub use port::RefundService;

/// Who made a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The buyer, by the refund policy.
    Buyer,
    /// An admin.
    Admin,
    /// We, because the order had been paid already.
    Surplus,
    /// We, because no seat was left.
    SeatGone,
    /// Somebody at the provider.
    Provider,
}

impl Origin {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Admin => "admin",
            Self::Surplus => "surplus",
            Self::SeatGone => "seat_gone",
            Self::Provider => "provider",
        }
    }
}

/// The origins about which the buyer has another mail already.
const TOLD_OTHERWISE: [&str; 2] = ["surplus", "seat_gone"];
