//! Telling the shop what happened: at least once, signed, and as badly as a test asks for.

mod delivery;
mod desk;
pub mod endpoints;
mod letter;
mod settings;
mod signature;

pub use delivery::{Round, announce, deliver_round};
pub use desk::{Attempt, Desk};
pub use letter::{Letter, Provider};
pub use settings::{Repeat, Settings, Tamper};
pub use signature::{header, sign};
