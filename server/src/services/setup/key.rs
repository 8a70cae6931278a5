//! The key that a browser gets for the code. It holds for two hours, and no longer than the code.

use crate::core::Core;
use crate::error::Result;
use crate::security::hash::same;
use crate::security::signed::{self, Purpose};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

const PURPOSE: Purpose = Purpose { audience: "setup", kind: "setup+jwt" };
/// A key lives so long.
pub const LIFE: TimeDelta = TimeDelta::hours(2);

/// Which code it was given for, by its hash.
#[derive(Serialize, Deserialize)]
struct About {
    sub: String,
}

fn subject(code_hash: &[u8]) -> String {
    hex::encode(code_hash)
}

/// A key for a code.
pub fn make(core: &Core, code_hash: &[u8]) -> Result<String> {
    signed::seal(&core.settings, &PURPOSE, About { sub: subject(code_hash) }, core.now(), core.now() + LIFE)
}

/// Whether a key was given for this code, and lives.
pub fn fits(core: &Core, key: &str, code_hash: &[u8]) -> bool {
    let about: Option<About> = signed::open(&core.settings, &PURPOSE, key, core.now());
    about.is_some_and(|about| same(about.sub.as_bytes(), subject(code_hash).as_bytes()))
}
