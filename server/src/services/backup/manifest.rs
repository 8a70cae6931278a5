//! What a backup says of itself.

use super::{Result, at, refused};
use crate::config::Settings;
use crate::schema::{self, Standing};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The file that it is in.
pub const FILE: &str = "manifest.json";
/// The folder of the files of the store.
pub const FILES: &str = "files";
/// The form of backups of this version.
const FORMAT: u32 = 1;
/// A manifest of a shop with a hundred thousand files has 15 megabytes.
const LARGEST: u64 = 64 << 20;

/// Which database a backup is of. One cannot be restored as the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// A copy of the file.
    Sqlite,
    /// What `pg_dump` writes.
    Postgres,
}

impl Engine {
    /// That of the settings.
    pub fn of(settings: &Settings) -> Self {
        if settings.sqlite_file().is_some() { Self::Sqlite } else { Self::Postgres }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// The file that holds the database.
    pub fn file(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite",
            Self::Postgres => "database.dump",
        }
    }
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its path in the backup.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Part {
    /// The key of the object that it holds; `None` for the database.
    pub fn key(&self) -> Option<&str> {
        self.path.strip_prefix(FILES)?.strip_prefix('/')
    }
}

/// What a backup says of itself. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of the backup.
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// When it was begun.
    pub taken_at: DateTime<Utc>,
    /// Which database it is of.
    pub database: Engine,
    /// The names of the changes that the schema had, in their order.
    pub schema: Vec<String>,
    /// How many rows each table had.
    pub rows: BTreeMap<String, i64>,
    /// Its files: the database, then those of the store by key.
    pub parts: Vec<Part>,
    /// The keys of objects that rows name and that the store did not have whole.
    pub missing: Vec<String>,
}

impl Manifest {
    /// That of a backup which is about to be made.
    pub fn begun(database: Engine, taken_at: DateTime<Utc>, schema: Vec<String>, rows: BTreeMap<String, i64>) -> Self {
        let program = env!("CARGO_PKG_VERSION").to_owned();
        Self { format: FORMAT, program, taken_at, database, schema, rows, parts: Vec::new(), missing: Vec::new() }
    }

    /// Reads that of a backup, and looks whether it names what backups of ours have.
    pub async fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let size = tokio::fs::metadata(&path).await.map_err(at(&path))?.len();
        if size > LARGEST {
            return Err(refused(format!("{}: this is no manifest of a backup", path.display())));
        }
        let text = tokio::fs::read(&path).await.map_err(at(&path))?;
        let manifest: Self = serde_json::from_slice(&text).map_err(|error| refused(format!("{}: {error}", path.display())))?;
        if manifest.format != FORMAT {
            return Err(refused(format!("the backup has form {}, and this version reads form {FORMAT}", manifest.format)));
        }
        let is_ours = |part: &Part| match part.key() {
            Some(key) => !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'),
            None => part.path == manifest.database.file(),
        };
        let databases = manifest.parts.iter().filter(|part| part.key().is_none()).count();
        match manifest.parts.iter().find(|part| !is_ours(part)) {
            Some(part) => Err(refused(format!("{}: no backup has a file {:?}", path.display(), part.path))),
            None if databases != 1 => Err(refused(format!("{}: it names no database", path.display()))),
            None => Ok(manifest),
        }
    }

    /// Whether it can be restored where the settings point, by this version.
    pub fn fits(&self, settings: &Settings) -> Result<()> {
        let here = Engine::of(settings);
        if here != self.database {
            return Err(refused(format!(
                "the backup is of {}, and DATABASE_URL names {}: a backup is restored to the database that it was taken of",
                self.database.name(),
                here.name()
            )));
        }
        match schema::standing(&self.schema) {
            Standing::Apart(why) => Err(refused(format!("the schema of the backup is not for this version: {why}"))),
            _ => Ok(()),
        }
    }
}
