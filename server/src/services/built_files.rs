//! The files that pages load, shared by the replicas of all builds. While one build takes over from another, a page of the one may
//! ask a replica of the other for its files: each build leaves its own in the database before it serves.

use crate::core::Core;
use crate::error::Result;
use crate::repo::built_files as repo;
use chrono::TimeDelta;
use std::path::Path;

/// The folder of hashed files, as part of an address and of the site.
pub const FOLDER: &str = "pkg";

/// How they are compressed, as HTTP names it, and the end of such a file's name: the best first.
pub const CODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// A file that no build has any more that serves is kept for so long, for tabs that are open.
const KEEP: TimeDelta = TimeDelta::days(7);

/// Leaves what the build in a folder has to the others, and forgets what nobody has needed for long.
///
/// # Errors
/// The database. A file that cannot be read is not shared.
pub async fn share(core: &Core, site: &Path, addresses: &[&str]) -> Result<()> {
    let plain = addresses.iter().filter_map(|address| address.strip_prefix('/')?.strip_prefix(FOLDER)?.strip_prefix('/'));
    let names: Vec<String> = plain.flat_map(|name| CODINGS.map(|(_, end)| format!("{name}{end}"))).collect();
    if names.is_empty() {
        return Ok(());
    }
    let known = repo::known(core.db.read(), &names).await?;
    for name in names.iter().filter(|name| !known.contains(name)) {
        if let Ok(content) = tokio::fs::read(site.join(FOLDER).join(name)).await {
            repo::keep(core.db.write(), name, content).await?;
        }
    }
    repo::note_served(core.db.write(), &names, core.now()).await?;
    repo::forget_before(core.db.write(), core.now() - KEEP).await
}

/// A compressed file of another build, if its name could be one.
pub async fn find(core: &Core, name: &str) -> Result<Option<Vec<u8>>> {
    let is_one = name.len() <= 100 && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'.' | b'_' | b'-'));
    if is_one { repo::content(core.db.read(), name).await } else { Ok(None) }
}
