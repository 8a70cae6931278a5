//! The business of Lectern as a library; `main.rs` is a thin program around it.

pub mod adapters;
pub mod cause;
pub mod certificate;
pub mod cli;
pub mod config;
pub mod core;
pub mod error;
#[cfg(test)]
mod fuzz;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod metrics;
pub mod pdf;
pub mod pictures;
pub mod ping;
pub mod ports;
pub mod repo;
pub mod schema;
pub mod security;
pub mod services;
pub mod share_picture;
pub mod startup;
pub mod telemetry;
pub mod webhooks;
pub mod zip;
