//! The proof that no server crate is compiled into what browsers download.

use crate::workspace::Workspace;
use crate::{native, process, tools};
use anyhow::{Result, bail, ensure};
use std::collections::BTreeSet;

/// Crates of the server.
const SERVER_ONLY: [&str; 15] = [
    "ammonia",
    "argon2",
    "async-stripe",
    "axum",
    "entity",
    "hyper",
    "jsonwebtoken",
    "leptos_axum",
    "object_store",
    "reqwest",
    "resend-rs",
    "sea-orm",
    "server",
    "sqlx",
    "tokio",
];

/// Weighs more than a page. `leptos_config` names it for every target but uses it on the server alone, so the linker leaves it
/// out; anybody else would use it.
const HEAVY: &str = "regex";
const HARMLESS_USER: &str = "leptos_config";

/// Asks Cargo for all that `frontend` links for browsers, with every zone's feature on.
pub fn check(workspace: &Workspace) -> Result<()> {
    let tree = tree(workspace, &[])?;
    let linked = crates(&tree);
    let found: Vec<_> = SERVER_ONLY.into_iter().filter(|name| linked.contains(name)).collect();
    if let Some(first) = found.first() {
        bail!("{} must not reach browsers. Who brings it: cargo tree -p frontend --target {} -i {first}", found.join(", "), tools::WASM);
    }
    if linked.contains(HEAVY) {
        let users = self::tree(workspace, &["--invert", HEAVY, "--depth", "1"])?;
        let others: Vec<_> = crates(&users).into_iter().filter(|name| ![HEAVY, HARMLESS_USER].contains(name)).collect();
        ensure!(others.is_empty(), "{HEAVY} must not reach browsers, but {} uses it", others.join(", "));
    }
    println!("{} crates reach browsers, none of them the server's", linked.len());
    Ok(())
}

fn tree(workspace: &Workspace, arguments: &[&str]) -> Result<String> {
    let mut tree = native::cargo(workspace, "tree");
    tree.args(["--package", "frontend", "--features", "all-zones", "--target", tools::WASM]);
    tree.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]).args(arguments);
    process::read(&mut tree)
}

/// The names in a flat `cargo tree`.
fn crates(tree: &str) -> BTreeSet<&str> {
    tree.lines().filter_map(|line| line.split_whitespace().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words_counted_once() {
        let linked = crates("frontend v0.1.0 (/w/frontend)\nserver_fn v0.8.0\ntokio-stream v0.1.0\nserver_fn v0.8.0 (*)\n\n");
        assert_eq!(linked.into_iter().collect::<Vec<_>>(), ["frontend", "server_fn", "tokio-stream"]);
    }

    #[test]
    fn a_relative_of_a_banned_crate_is_not_banned() {
        let linked = crates("server_fn v0.8.0\ntokio-stream v0.1.0");
        assert!(!SERVER_ONLY.iter().any(|name| linked.contains(name)));
        assert!(SERVER_ONLY.iter().any(|name| crates("tokio v1.0.0").contains(name)));
    }
}
