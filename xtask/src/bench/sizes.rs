//! What a first visit downloads, by zone, compressed with brotli.

use super::line;
use crate::files;
use crate::manifest::Manifest;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Prints every zone's files, their sum and the budget.
pub fn print(workspace: &Workspace, manifest: &Manifest) -> Result<()> {
    let css = brotli_size(&workspace.site, &manifest.css)?;
    for (zone, bundle) in &manifest.bundles {
        let player = if zone == "learn" { brotli_size(&workspace.site, &manifest.player)? } else { 0 };
        let (js, wasm) = (brotli_size(&workspace.site, &bundle.js)? + player, brotli_size(&workspace.site, &bundle.wasm)?);
        let parts = format!("{} = {} JS + {} WASM + {} CSS", kilobytes(js + wasm + css), kilobytes(js), kilobytes(wasm), kilobytes(css));
        line(&format!("first visit, {zone}"), &parts, &budget(zone).map_or_else(String::new, |budget| format!("≤ {budget} kB")));
    }
    Ok(())
}

/// Kilobytes of JavaScript, WASM and CSS together.
fn budget(zone: &str) -> Option<u32> {
    Some(match zone {
        "public" => 110,
        "checkout" | "auth" => 150,
        "learn" => 260,
        "admin" => 450,
        _ => return None,
    })
}

fn brotli_size(site: &Path, address: &str) -> Result<u64> {
    let [_, brotli, _] = files::with_siblings(&site.join(address.trim_start_matches('/')));
    Ok(fs::metadata(&brotli).with_context(|| format!("measuring {}", brotli.display()))?.len())
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::ZONES;

    #[test]
    fn every_zone_has_a_budget() {
        assert!(ZONES.iter().all(|zone| budget(zone).is_some()));
        assert_eq!(kilobytes(137_456), "137.4 kB");
    }
}
