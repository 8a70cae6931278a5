//! PayPal: Orders, Payments and Vault, the page where a buyer approves, and signed events.
//!
//! A folder of its own, because PayPal shares nothing with Stripe but the levers: other errors, other keys, another
//! signature. [`gateway`] is the door, [`api`] what the calls do, [`machine`] the only place where money moves,
//! [`shapes`] the JSON.

pub mod amount;
pub mod api;
pub mod auth;
pub mod book;
pub mod certificates;
pub mod control;
pub mod events;
pub mod gateway;
pub mod ids;
pub mod machine;
pub mod operation;
pub mod page;
pub mod refusal;
pub mod requests;
pub mod shapes;
pub mod signature;
pub mod truth;
