//! What the browser bundles are made of, as one hash.
//!
//! All zones come out of Cargo under one name, so Cargo links a zone anew whenever another was linked in between, and in a
//! new clone it compiles everything again. A hash of the sources knows better: same sources, same bundle.

use crate::wasm::{self, Effort};
use crate::workspace::Workspace;
use crate::{env, files, process, tools};
use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Files of the workspace that steer every crate's compilation.
const COMMON: [&str; 4] = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo/config.toml"];

/// The hash of all that `frontend` is compiled from: the sources of the workspace's crates that it uses, the lock file for
/// the others, and the settings.
pub fn hash(workspace: &Workspace, effort: Effort) -> Result<String> {
    let mut tree = wasm::frontend_cargo(workspace, "tree");
    tree.args(["--features", "all-zones", "--edges", "normal,build", "--prefix", "none", "--format", "{p}", "--target", tools::WASM]);
    let tree = process::read(&mut tree)?;
    let mut inputs: Vec<PathBuf> = COMMON.iter().map(|name| workspace.root.join(name)).collect();
    for package in local_packages(&tree) {
        collect(&package.join("src"), &mut inputs)?;
        inputs.push(package.join("Cargo.toml"));
    }
    inputs.sort();
    inputs.dedup();
    let mut summary = format!("{}\n{}\n", effort.profile(), env::var("RUSTFLAGS").unwrap_or_default());
    for path in inputs {
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let name = path.strip_prefix(&workspace.root).unwrap_or(&path);
        writeln!(summary, "{} {}", name.display(), files::sha256(&bytes))?;
    }
    Ok(files::sha256(summary.as_bytes()))
}

/// The folders in a flat `cargo tree`: only packages of the workspace have one, as in `app v0.1.0 (/repo/app)`.
fn local_packages(tree: &str) -> Vec<PathBuf> {
    let folders = tree.lines().filter_map(|line| line.split_once(" (/")?.1.split_once(')'));
    folders.map(|(folder, _)| Path::new("/").join(folder)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_workspaces_own_crates_have_folders() {
        let tree = "frontend v0.1.0 (/w/frontend)\nleptos v0.8.23\nleptos_macro v0.8.1 (proc-macro)\napp v0.1.0 (/w/app) (*)\n";
        assert_eq!(local_packages(tree), [Path::new("/w/frontend"), Path::new("/w/app")]);
    }
}
