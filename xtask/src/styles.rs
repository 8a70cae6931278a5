//! The style sheet: Tailwind reads `style/main.css` and the classes in the Rust sources.

use crate::workspace::Workspace;
use crate::{files, process, tools};
use anyhow::{Context, Result};
use std::fs;

/// Builds the style sheet into the site and returns its address.
pub fn build(workspace: &Workspace) -> Result<String> {
    let style = workspace.root.join("style");
    let draft = workspace.logs("site")?.join("lectern.css");
    let mut tailwind = tools::npm_program(&style, "tailwindcss");
    tailwind.current_dir(&workspace.root).args(["--input", "style/main.css", "--minify", "--output"]).arg(&draft);
    let transcript = process::capture(&mut tailwind)?;
    anyhow::ensure!(transcript.success, "Tailwind:\n{}", transcript.text);
    let bytes = fs::read(&draft).with_context(|| format!("reading {}", draft.display()))?;
    let name = files::hashed_name("lectern", "css", &bytes);
    let path = workspace.pkg().join(&name);
    if !path.is_file() {
        files::write_compressed(&path, &bytes)?;
    }
    Ok(format!("/pkg/{name}"))
}
