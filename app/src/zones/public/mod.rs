//! The sales page and what belongs to it. Rendered once and cached for everybody, so nothing personal is in the HTML. Browsers are given
//! the live parts alone.

#[cfg(feature = "ssr")]
mod pages;
mod parts;

#[cfg(feature = "ssr")]
pub use pages::{LandingPage, PublicRoot, drawn};
#[cfg(feature = "hydrate")]
pub use parts::hydrate;
