//! The contract between pages and business: wire types, server functions, and the ports that the server implements.

pub mod account;
pub mod addresses;
pub mod admin;
pub mod catalog;
pub mod certificates;
pub mod checkout;
#[cfg(feature = "ssr")]
pub mod context;
pub mod coupons;
pub mod curriculum;
pub mod dto;
pub mod error;
pub mod files;
pub mod funnel;
pub mod identity;
pub mod invoice_words;
pub mod invoices;
pub mod landing;
pub mod learning;
pub mod machine;
pub mod mails;
pub mod notes;
pub mod numbers;
pub mod offers;
pub mod orders;
pub mod passwords;
pub mod people;
#[cfg(feature = "ssr")]
pub mod ports;
pub mod preview;
pub mod privacy;
pub mod question_desk;
pub mod questions;
pub mod refunds;
pub mod search;
pub mod second_factor;
pub mod sessions;
pub mod setup;
pub mod terms;
pub mod waitlist;

pub use error::{ApiError, Result};
