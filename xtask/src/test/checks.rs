//! Formatting and lints.

use crate::wasm::{self, Effort};
use crate::workspace::Workspace;
use crate::{native, process, tools};
use anyhow::Result;

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// Every crate is formatted.
pub fn fmt(workspace: &Workspace) -> Result<()> {
    process::run(native::cargo(workspace, "fmt").args(["--all", "--check"]))
}

/// No lint speaks in the server's crates, their tests included.
pub fn clippy(workspace: &Workspace) -> Result<()> {
    process::run(native::cargo(workspace, "clippy").arg("--all-targets").args(DENY_WARNINGS))
}

/// Nor in this one.
pub fn clippy_xtask(workspace: &Workspace) -> Result<()> {
    process::run(native::cargo(workspace, "clippy").args(["--package", "xtask", "--all-targets"]).args(DENY_WARNINGS))
}

/// Nor in what browsers run.
pub fn clippy_frontend(workspace: &Workspace) -> Result<()> {
    tools::wasm_target(workspace)?;
    let mut clippy = wasm::frontend_cargo(workspace, "clippy");
    process::run(
        clippy.args(["--target", tools::WASM, "--features", "all-zones", "--profile", Effort::Quick.profile()]).args(DENY_WARNINGS),
    )
}
