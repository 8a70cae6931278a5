//! The interface of Lectern and its contract with the business.

pub mod api;
pub mod document;
pub mod paths;
pub mod request;
pub mod zones;
