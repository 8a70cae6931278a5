//! The interface of Lectern and its contract with the business.

pub mod api;
#[cfg(feature = "ssr")]
pub mod audience;
pub mod components;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub mod enhance;
pub mod forms;
pub mod interop;
pub mod paths;
pub mod request;
pub mod zones;
