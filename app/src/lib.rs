//! The interface of Lectern and its contract with the business.

pub mod api;
#[cfg(feature = "ssr")]
pub mod audience;
pub mod components;
#[cfg(feature = "ssr")]
pub mod document;
pub mod forms;
pub mod interop;
pub mod live;
pub mod paths;
pub mod request;
pub mod zones;
