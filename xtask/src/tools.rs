//! What a build needs besides Cargo: the wasm target and two folders of npm packages. What is missing is installed,
//! or the error says what to type.

use crate::workspace::Workspace;
use crate::{env, files, process};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The only browser target.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Where Debian has its Chromium: best the one without windows, which leaves more of the machine to the pages. Playwright's own
/// browsers come from a host that a closed network does not reach.
const BROWSERS: [&str; 2] = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/// A program, or the line that installs it.
pub fn program(name: &str, package: &str) -> Result<PathBuf> {
    env::find_program(name).with_context(|| format!("{name} is missing. Type: sudo apt-get install --yes {package}"))
}

/// Installs the wasm target where it is missing.
pub fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sysroot = process::read(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&workspace.root))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    if env::find_program("rustup").is_none() {
        bail!("the Rust target {WASM} is missing, and rustup too. Install Rust with rustup: https://rustup.rs");
    }
    process::run(Command::new("rustup").args(["target", "add", WASM]).current_dir(&workspace.root))
}

/// Installs a folder's npm packages, exactly as locked, where they are missing or older than the lock file.
pub fn npm_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = files::sha256(&std::fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?);
    let stamp = folder.join("node_modules/.lectern-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    program("node", "nodejs npm")?;
    let npm = program("npm", "nodejs npm")?;
    println!("Installing npm packages in {}", folder.display());
    process::run(Command::new(npm).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]).current_dir(folder))?;
    std::fs::write(&stamp, wanted).with_context(|| format!("writing {}", stamp.display()))
}

/// A program that an npm package of a folder brings.
pub fn npm_program(folder: &Path, name: &str) -> Command {
    Command::new(folder.join("node_modules/.bin").join(name))
}

/// The browser that the environment names, or the best that is there.
pub fn chromium() -> Result<String> {
    let there = BROWSERS.into_iter().find(|path| Path::new(path).is_file()).map(str::to_owned);
    env::var("CHROMIUM").or(there).context("Chromium is missing. Type: sudo apt-get install --yes chromium-headless-shell")
}
