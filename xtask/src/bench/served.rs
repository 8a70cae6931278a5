//! The release server as it is measured.

use super::statements;
use crate::process;
use crate::stack::{self, Ports, Stack};
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use std::path::Path;
use std::process::Command;

/// A server that answers.
pub struct Served {
    /// It and the sandbox.
    pub stack: Stack,
    /// Where they listen.
    pub ports: Ports,
}

/// Starts a server on a database, after another command of the program if there is one.
pub fn start(workspace: &Workspace, database: &str, first: &[&str], logs: &Path) -> Result<Served> {
    ensure!(!process::interrupted(), "interrupted");
    let ports = Ports::free()?;
    let folder = logs.join("server");
    let mut server = stack::isolated_server(workspace, "release", &folder)?;
    let tell = |program: &mut Command| {
        program.env("DATABASE_URL", database).env("RUST_LOG", "warn").envs(ports.settings());
        // A thousand buyers come from one address here.
        program.env("HOLDS_PER_ADDRESS", "1000000");
        // The creator's lists are measured, not how she comes in.
        program.env("ADMIN_SECOND_FACTOR", "optional");
        program.env("METRICS_TOKEN", statements::METRICS_TOKEN);
    };
    tell(&mut server);
    if !first.is_empty() {
        let mut before = stack::isolated(workspace, "release", &folder);
        tell(before.args(first));
        process::read(&mut before)?;
    }
    let stack = Stack::start(workspace, "release", ports, &mut server, logs)?;
    Ok(Served { stack, ports })
}
