//! What a first visit downloads: JavaScript, WASM and styles, compressed with brotli.

use crate::files;
use crate::manifest::Manifest;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// The files of a zone, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstVisit {
    /// The zone.
    pub zone: String,
    /// JavaScript.
    pub js: u64,
    /// WASM.
    pub wasm: u64,
    /// The style sheet.
    pub css: u64,
}

impl FirstVisit {
    /// Everything together.
    pub fn total(&self) -> u64 {
        self.js + self.wasm + self.css
    }
}

/// What each zone's first visit downloads.
pub fn measure(workspace: &Workspace, manifest: &Manifest) -> Result<Vec<FirstVisit>> {
    let size = |address: &str| brotli_size(&workspace.site, address);
    let css = size(&manifest.css)?;
    let visit = |(zone, bundle): (&String, &crate::manifest::Bundle)| {
        let player = if zone == "learn" { size(&manifest.player)? } else { 0 };
        Ok(FirstVisit { zone: zone.clone(), js: size(&bundle.js)? + player, wasm: size(&bundle.wasm)?, css })
    };
    manifest.bundles.iter().map(visit).collect()
}

/// The most that a zone may weigh, in kilobytes.
pub fn budget(zone: &str) -> Option<u32> {
    Some(match zone {
        "public" => 110,
        "checkout" | "auth" => 150,
        "learn" => 260,
        "admin" | "desk" => 450,
        _ => return None,
    })
}

fn brotli_size(site: &Path, address: &str) -> Result<u64> {
    let [_, brotli, _] = files::with_siblings(&site.join(address.trim_start_matches('/')));
    Ok(fs::metadata(&brotli).with_context(|| format!("measuring {}", brotli.display()))?.len())
}

/// Bytes as kilobytes.
pub fn kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::ZONES;

    #[test]
    fn every_zone_has_a_budget() {
        assert!(ZONES.iter().all(|zone| budget(zone).is_some()));
    }
}
