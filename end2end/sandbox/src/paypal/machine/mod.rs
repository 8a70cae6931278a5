//! The life of an order: who may move it, and what money moves with it.

mod creation;
mod disputes;
mod payment;
mod returns;

pub use creation::create;
pub use disputes::{open_dispute, resolve_dispute};
pub use payment::{approve, capture, complete, deny, lapse};
pub use returns::{NewRefund, delete_token, refund, reverse};
