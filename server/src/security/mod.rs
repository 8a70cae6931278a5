//! Hashes, signed tokens, sanitised HTML, masked secrets.

pub mod hash;
pub mod html;
pub mod keyed;
pub mod media_token;
pub mod network;
pub mod password;
pub mod password_rules;
pub mod redact;
pub mod sealed;
pub mod signed;
pub mod token;
pub mod totp;
