//! What this program asks of the machine: settings, and the time of files. No other file reads either.

use std::path::PathBuf;
use std::time::SystemTime;

/// A setting from the environment; an empty one is not set.
#[expect(clippy::disallowed_methods, reason = "the build tool's one door to the environment")]
pub fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The time, to compare with the age of a file.
#[expect(clippy::disallowed_methods, reason = "the age of a built file is measured on the machine's clock")]
pub fn now() -> SystemTime {
    SystemTime::now()
}

/// The first program of this name on the search path.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = var("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}
