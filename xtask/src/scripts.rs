//! Scripts of others that this site serves itself: nothing is loaded from their hosts.

use crate::files;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;

/// Vimeo's, which speaks with the frame of a video.
const PLAYER: &str = "style/node_modules/@vimeo/player/dist/player.min.js";

/// Puts the player's script into the site and returns its address.
pub fn player(workspace: &Workspace) -> Result<String> {
    let path = workspace.root.join(PLAYER);
    let script = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let script = without_map(&script);
    let name = files::hashed_name("player", "js", script.as_bytes());
    let public = workspace.pkg().join(&name);
    if !public.is_file() {
        files::write_compressed(&public, script.as_bytes())?;
    }
    Ok(format!("/pkg/{name}"))
}

/// The script without the line that names its source map, which is not served.
fn without_map(script: &str) -> String {
    let kept: Vec<_> = script.lines().filter(|line| !line.starts_with("//# sourceMappingURL=")).collect();
    format!("{}\n", kept.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_not_asked_for() {
        assert_eq!(without_map("/*! licence */\nf();\n//# sourceMappingURL=player.min.js.map\n"), "/*! licence */\nf();\n");
    }
}
