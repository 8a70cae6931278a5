//! Tokens for one file, for one person, for some minutes: what a presigned address is where the store cannot sign.

use super::signed::{Purpose, open, seal};
use crate::config::Settings;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::file_kind::FileKind;
use domain::ids::UserId;
use serde::{Deserialize, Serialize};

const MEDIA: Purpose = Purpose { audience: "media", kind: "media+jwt" };

/// The file that a token opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Whom it opens it to.
    #[serde(rename = "sub")]
    pub user: UserId,
    /// The key of its content.
    pub key: String,
    /// The name to save it under.
    pub name: String,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
}

/// Signs a token.
pub fn sign(settings: &Settings, media: &Media, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<String> {
    seal(settings, &MEDIA, media, now, expires_at)
}

/// Reads a token. Anything that is not exactly right opens nothing.
pub fn verify(settings: &Settings, token: &str, now: DateTime<Utc>) -> Option<Media> {
    open(settings, &MEDIA, token, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::from_variables;
    use crate::security::token::{self, Identified};
    use chrono::TimeDelta;
    use domain::ids::SessionId;
    use std::collections::HashMap;
    use uuid::Uuid;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    #[test]
    fn a_token_opens_its_file_until_it_ends_and_nothing_else() {
        let settings = from_variables(&HashMap::new(), "127.0.0.1:3000").expect("defaults are valid");
        let user = UserId(Uuid::from_u128(1));
        let media = Media { user, key: "k1".into(), name: "Größe.pdf".into(), kind: FileKind::Pdf, size: 7 };
        let end = NOW + TimeDelta::minutes(5);
        let token = sign(&settings, &media, NOW, end).expect("signing works");
        assert_eq!(verify(&settings, &token, end - TimeDelta::seconds(1)), Some(media));
        assert_eq!(verify(&settings, &token, end), None);
        assert_eq!(verify(&settings, &token[..token.len() - 1], NOW), None);
        assert_eq!(token::verify(&settings, &token, NOW), None, "it signs nobody in");
        let session = token::sign(&settings, Identified { user, session: SessionId(Uuid::from_u128(2)), generation: 0 }, NOW, end)
            .expect("signing works");
        assert_eq!(verify(&settings, &session, NOW), None, "a session opens no file by itself");
    }
}
