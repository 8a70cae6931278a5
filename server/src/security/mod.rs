//! Hashes, signed tokens, sanitised HTML.

pub mod hash;
pub mod html;
pub mod token;
