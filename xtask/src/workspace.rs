//! Where things are.

use crate::env;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The folders that every task works with.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The repository.
    pub root: PathBuf,
    /// Native build artifacts.
    pub target: PathBuf,
    /// WASM build artifacts: beside the native ones, so that neither build waits for the other's lock.
    pub wasm_target: PathBuf,
    /// What the server hands to browsers.
    pub site: PathBuf,
}

impl Workspace {
    /// Finds the repository this program was started from, and its folders. Cargo says which: clones that share a target
    /// folder share this program.
    pub fn find() -> Result<Self> {
        let package = env::var("CARGO_MANIFEST_DIR").context("start this program by `cargo xtask`")?;
        let root = Path::new(&package).parent().context("xtask has no parent folder")?.to_owned();
        let target = match env::var("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => default_target(env::var("HOME"), &root),
        };
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let wasm_target = target.with_file_name(format!("{name}-wasm"));
        let settings = std::fs::read_to_string(root.join("Leptos.toml")).context("reading Leptos.toml")?;
        let site = root.join(site_root(&settings)?);
        Ok(Self { root, target, wasm_target, site })
    }

    /// The folder of the hashed files.
    pub fn pkg(&self) -> PathBuf {
        self.site.join("pkg")
    }

    /// A folder for logs and reports of one task.
    pub fn logs(&self, task: &str) -> Result<PathBuf> {
        let folder = self.target.join("lectern").join(task);
        std::fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        Ok(folder)
    }

    /// A binary of the workspace in one profile's folder (`debug`, `release`).
    pub fn binary(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(name)
    }
}

fn default_target(home: Option<String>, root: &Path) -> PathBuf {
    home.map_or_else(|| root.join("target"), |home| Path::new(&home).join(".cache/lectern/target"))
}

/// `Leptos.toml` opens with the header that cargo-leptos wants, so the settings are two tables down.
#[derive(Deserialize)]
struct LeptosFile {
    workspace: LeptosWorkspace,
}

#[derive(Deserialize)]
struct LeptosWorkspace {
    metadata: LeptosMetadata,
}

#[derive(Deserialize)]
struct LeptosMetadata {
    leptos: Vec<LeptosProject>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct LeptosProject {
    site_root: PathBuf,
}

fn site_root(settings: &str) -> Result<PathBuf> {
    let file: LeptosFile = toml::from_str(settings).context("reading Leptos.toml")?;
    Ok(file.workspace.metadata.leptos.into_iter().next().context("Leptos.toml names no project")?.site_root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_root_is_read_below_the_cargo_leptos_header() {
        let settings = "[[workspace.metadata.leptos]]\noutput-name = \"lectern\"\nsite-root = \"target/site\"\n";
        assert_eq!(site_root(settings).unwrap(), Path::new("target/site"));
        assert!(site_root("[[workspace.metadata.leptos]]\n").is_err());
    }

    #[test]
    fn the_target_folder_outlives_a_clone() {
        assert_eq!(default_target(Some("/home/ada".into()), Path::new("/repo")), Path::new("/home/ada/.cache/lectern/target"));
        assert_eq!(default_target(None, Path::new("/repo")), Path::new("/repo/target"));
    }
}
