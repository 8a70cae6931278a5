//! Hashes, signed tokens, sanitised HTML.

pub mod hash;
pub mod html;
pub mod keyed;
pub mod media_token;
pub mod signed;
pub mod token;
