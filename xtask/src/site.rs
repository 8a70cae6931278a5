//! Everything a browser downloads: bundles, the style sheet, and the files of `public/`.

use crate::manifest::Manifest;
use crate::wasm::{self, Effort};
use crate::workspace::Workspace;
use crate::{files, scripts, styles, tools};
use anyhow::{Context, Result};
use std::fs;
use std::thread;

/// Builds the site.
pub fn build(workspace: &Workspace, effort: Effort) -> Result<Manifest> {
    tools::wasm_target(workspace)?;
    tools::npm_packages(&workspace.root.join("style"))?;
    fs::create_dir_all(workspace.pkg()).with_context(|| format!("creating {}", workspace.pkg().display()))?;
    let manifest = thread::scope(|scope| -> Result<Manifest> {
        let css = scope.spawn(|| styles::build(workspace));
        let bundles = wasm::build(workspace, effort)?;
        let player = scripts::player(workspace)?;
        Ok(Manifest { css: css.join().ok().context("the style sheet's thread panicked")??, bundles, player })
    })?;
    let public = workspace.root.join("public");
    if public.is_dir() {
        files::copy_compressed(&public, &workspace.site)?;
    }
    manifest.publish(&workspace.site)?;
    Ok(manifest)
}
