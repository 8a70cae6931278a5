//! Another build of the same site: what it leaves is called otherwise, as after a change of everything.

use crate::files;
use crate::manifest::Manifest;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Writes one beside the build in `site`, with none of its hashed files.
pub fn write(site: &Path, next: &Path) -> Result<()> {
    let manifest = Manifest::load(site).context("no site is built")?;
    fs::create_dir_all(next.join("pkg")).with_context(|| format!("creating {}", next.display()))?;
    for path in manifest.paths(site).iter().flat_map(|path| files::with_siblings(path)).filter(|path| path.is_file()) {
        let name = path.file_name().context("a file has a name")?.to_string_lossy();
        fs::copy(&path, next.join("pkg").join(renamed(&name)))?;
    }
    for file in fs::read_dir(site)?.collect::<Result<Vec<_>, _>>()?.iter().filter(|file| file.path().is_file()) {
        fs::copy(file.path(), next.join(file.file_name()))?;
    }
    let manifest = fs::read_to_string(site.join("manifest.json"))?;
    let names: Vec<String> =
        manifest.split('"').map(|word| if word.starts_with("/pkg/") { renamed(word) } else { word.to_owned() }).collect();
    files::write(&next.join("manifest.json"), names.join("\"").as_bytes())
}

/// The name with another hash: its second part, read backwards.
fn renamed(name: &str) -> String {
    let turned = |(index, part): (usize, &str)| if index == 1 { part.chars().rev().collect() } else { part.to_owned() };
    name.split('.').enumerate().map(turned).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hash_changes() {
        assert_eq!(renamed("/pkg/public.0123abcd.js"), "/pkg/public.dcba3210.js");
        assert_eq!(renamed("public.0123abcd.wasm.br"), "public.dcba3210.wasm.br");
    }
}
