//! Session tokens: signed JWTs that only identify. What a person may do is read from the database on each request.

use super::signed::{Purpose, open, seal};
use crate::config::Settings;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::ids::{SessionId, UserId};
use serde::{Deserialize, Serialize};

const SESSION: Purpose = Purpose { audience: "session", kind: "session+jwt" };

/// Who a token speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// The person.
    #[serde(rename = "sub")]
    pub user: UserId,
    /// The session.
    #[serde(rename = "sid")]
    pub session: SessionId,
    /// Which of the session's tokens it is: each renewal is one more.
    #[serde(default, rename = "gen")]
    pub generation: i32,
}

/// Signs a token for a session.
pub fn sign(settings: &Settings, identified: Identified, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<String> {
    seal(settings, &SESSION, identified, now, expires_at)
}

/// Reads a token. Anything that is not exactly right is nobody.
pub fn verify(settings: &Settings, token: &str, now: DateTime<Utc>) -> Option<Identified> {
    open(settings, &SESSION, token, now)
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
