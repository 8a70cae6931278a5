//! A payment provider and a video provider that exist only on the wire.
//!
//! The sandbox speaks Stripe's and PayPal's HTTP APIs, sends their webhooks and serves a `stripe.js`, so that the
//! platform can be developed and tested without an account, without the network and with every
//! misfortune a real provider can bring. Nothing of the product links this crate: it is started as a
//! program, and the ledger behind `GET /_truth` says what money was really taken.

// The objects of the API are long JSON literals.
#![recursion_limit = "256"]

pub mod api;
pub mod auth;
pub mod cards;
pub mod checkout;
pub mod control;
pub mod effects;
pub mod error;
pub mod faults;
pub mod fees;
pub mod form;
pub mod gateway;
pub mod idempotency;
pub mod ids;
pub mod machine;
pub mod mails;
pub mod measuring;
pub mod options;
pub mod pages;
pub mod params;
pub mod paypal;
pub mod router;
pub mod server;
pub mod shapes;
pub mod state;
pub mod store;
pub mod table;
pub mod tls;
pub mod truth;
pub mod webhooks;
