//! The sales page and what belongs to it. Rendered once and cached for everybody, so nothing personal is in the HTML. The server alone
//! renders it; what scripts do there is in `enhance`.

mod pages;
mod parts;

pub use pages::{LandingPage, PublicRoot, drawn};
