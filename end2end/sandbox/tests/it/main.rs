//! The sandbox on the wire, as a shop, a browser and a test see it.

mod support;

mod browser;
mod cards;
mod checkout;
mod client;
mod disputes;
mod faults;
mod fees;
mod idempotency;
mod lists;
mod money;
mod pages;
mod paypal;
mod program;
mod states;
mod webhooks;
