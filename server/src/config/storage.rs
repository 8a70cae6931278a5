//! Where files lie.

use super::env::{ConfigError, Variables};
use secrecy::SecretString;
use std::path::{Path, PathBuf};

/// The variables of a bucket, as every tool for S3 reads them.
pub(super) const AWS: [&str; 7] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ALLOW_HTTP",
    "AWS_VIRTUAL_HOSTED_STYLE_REQUEST",
];

/// Where files lie.
#[derive(Clone, Debug)]
pub enum StorageSettings {
    /// In a folder of this machine.
    Folder(PathBuf),
    /// In a bucket that speaks S3.
    Bucket {
        /// Its name.
        name: String,
        /// What every key begins with; may be empty.
        prefix: String,
        /// Its `AWS_…` variables.
        options: Vec<(&'static str, SecretString)>,
    },
}

impl StorageSettings {
    /// Reads `STORAGE_URL`. Without it files lie in a folder beside the database.
    pub(super) fn parse(variables: &Variables, database_url: &str) -> Result<Self, ConfigError> {
        let Some(url) = variables.get("STORAGE_URL") else { return Ok(Self::Folder(beside(database_url))) };
        let unusable = || ConfigError::new("STORAGE_URL", "is `file:///a/folder` or `s3://bucket/prefix`");
        if let Some(folder) = url.strip_prefix("file://").filter(|folder| !folder.is_empty()) {
            return Ok(Self::Folder(folder.into()));
        }
        let place = url.strip_prefix("s3://").ok_or_else(unusable)?;
        let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
        if name.is_empty() || place.contains(['?', '#', '@', ' ']) {
            return Err(unusable());
        }
        let read = |option: &'static str| variables.get(option).map(|value| (option, SecretString::from(value.clone())));
        let options = AWS.into_iter().filter_map(read).collect();
        Ok(Self::Bucket { name: name.to_owned(), prefix: prefix.trim_matches('/').to_owned(), options })
    }
}

/// `data/files` beside `sqlite://data/lectern.db`, and where the database is a server.
fn beside(database_url: &str) -> PathBuf {
    let file = database_url.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//").split('?').next().unwrap_or_default());
    file.and_then(|file| Path::new(file).parent()).unwrap_or(Path::new("data")).join("files")
}
