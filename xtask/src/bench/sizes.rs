//! What a first visit downloads, by zone, compressed with brotli.

use super::line::{Budget, Line};
use super::report::Report;
use crate::files;
use crate::manifest::Manifest;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Reports every zone's files, and their sum beside its budget.
pub fn measure(workspace: &Workspace, manifest: &Manifest, report: &mut Report) -> Result<()> {
    let css = brotli_size(&workspace.site, &manifest.css)?;
    for (zone, bundle) in &manifest.bundles {
        let player = if zone == "learn" { brotli_size(&workspace.site, &manifest.player)? } else { 0 };
        let (js, wasm) = (brotli_size(&workspace.site, &bundle.js)? + player, brotli_size(&workspace.site, &bundle.wasm)?);
        let parts = format!("{} JS + {} WASM + {} CSS", kilobytes(js), kilobytes(wasm), kilobytes(css));
        let line = Line::new(format!("first visit, {zone}"), in_kilobytes(js + wasm + css), "kB").with(parts);
        report.add(match budget(zone) {
            Some(most) => line.within(Budget::AtMost(f64::from(most))),
            None => line,
        });
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

fn in_kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e3
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} kB", in_kilobytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::ZONES;

    #[test]
    fn every_zone_has_a_budget() {
        assert!(ZONES.iter().all(|zone| budget(zone).is_some()));
        assert_eq!(kilobytes(137_456), "137.5 kB");
    }
}
