//! What the people who run a shop do: upgrades, backups, the course as a folder, stopping.

mod backups;
mod commands;
mod course;
mod course_again;
mod migrating;
mod restored;
mod starting;
mod stopping;

use std::path::{Path, PathBuf};

/// Says nothing.
fn silent(_: &str) {}

/// A path in a folder, as the program is told it.
fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

/// Where the shop's backups of a test lie.
fn beside(shop: &crate::support::Shop, name: &str) -> PathBuf {
    shop.files.with_file_name(name)
}
