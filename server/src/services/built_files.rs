//! The files that pages load, shared by the replicas of all builds. While one build takes over from another, a page of the one may
//! ask a replica of the other for its files: each build leaves its own in the database before it serves.

use crate::core::Core;
use crate::error::Result;
use crate::repo::built_files as repo;
use chrono::TimeDelta;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// The folder of hashed files, as part of an address and of the site.
pub const FOLDER: &str = "pkg";

/// How they are compressed, as HTTP names it, and the end of such a file's name: the best first.
pub const CODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// A file is kept for so long after a build began to serve that has it not, for tabs that are open.
const KEEP: TimeDelta = TimeDelta::days(7);

/// A build that still serves beside a later one says so as often.
pub const STAYS: Duration = Duration::from_hours(1);

/// The files of this build.
pub struct BuiltFiles {
    site: PathBuf,
    names: Vec<String>,
}

impl BuiltFiles {
    /// Those of a site's folder that have these addresses.
    pub fn new(site: &Path, addresses: &[&str]) -> Self {
        let plain = addresses.iter().filter_map(|address| address.strip_prefix('/')?.strip_prefix(FOLDER)?.strip_prefix('/'));
        let names = plain.flat_map(|name| CODINGS.map(|(_, end)| format!("{name}{end}"))).collect();
        Self { site: site.to_owned(), names }
    }

    /// Leaves them to the others, and forgets what nobody has needed for long. A file that cannot be read is not shared.
    ///
    /// # Errors
    /// The database.
    pub async fn share(&self, core: &Core) -> Result<()> {
        if self.names.is_empty() {
            return Ok(());
        }
        let (read, write) = (core.db.read(), core.db.write());
        // First, so that nobody forgets one of them meanwhile.
        repo::note_served(write, &self.names).await?;
        let known = repo::known(read, &self.names).await?;
        for name in self.names.iter().filter(|name| !known.contains(name)) {
            if let Ok(content) = tokio::fs::read(self.site.join(FOLDER).join(name)).await {
                repo::keep(write, name, content).await?;
            }
        }
        repo::end_others(write, &self.names, core.now()).await?;
        repo::forget_before(write, core.now() - KEEP).await
    }

    /// Says after each pause that they are still served: a replica of another build may have come since.
    pub async fn stay(self, core: Arc<Core>, pause: Duration, stop: CancellationToken) {
        while !self.names.is_empty() && stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_some() {
            if let Err(error) = repo::note_served(core.db.write(), &self.names).await {
                tracing::warn!(error = %error, "other builds cannot be told which files are served");
            }
        }
    }
}

/// A compressed file of another build, if its name could be one.
pub async fn find(core: &Core, name: &str) -> Result<Option<Vec<u8>>> {
    let is_one = name.len() <= 100 && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'.' | b'_' | b'-'));
    if is_one { repo::content(core.db.read(), name).await } else { Ok(None) }
}
