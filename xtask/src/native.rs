//! The programs: the server and the payment sandbox, built by one call so that Cargo settles their features once.

use crate::process;
use crate::workspace::Workspace;
use anyhow::Result;
use std::process::Command;

/// Cargo, in the folder of native builds.
pub fn cargo(workspace: &Workspace, subcommand: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.arg(subcommand).current_dir(&workspace.root).env("CARGO_TARGET_DIR", &workspace.target);
    cargo
}

/// Builds the default members for development.
pub fn build(workspace: &Workspace) -> Result<()> {
    process::run(&mut cargo(workspace, "build"))
}

/// Builds the default members as their tests have them. Tests settle some features otherwise, so a build of the programs alone would
/// compile half of everything a second time.
pub fn build_with_tests(workspace: &Workspace) -> Result<()> {
    process::run(cargo(workspace, "test").arg("--no-run"))
}

/// Builds the default members for a server, with features of the server that are off by default.
pub fn build_release(workspace: &Workspace, features: &[String]) -> Result<()> {
    let mut build = cargo(workspace, "build");
    build.arg("--release");
    for feature in features {
        build.args(["--features", &format!("server/{feature}")]);
    }
    process::run(&mut build)
}
