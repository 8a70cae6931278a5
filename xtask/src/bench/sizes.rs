//! What a first visit downloads, by zone, beside its budget.

use super::line::{Budget, Line};
use super::report::Report;
use crate::first_visit::{self, budget, kilobytes};
use crate::manifest::Manifest;
use crate::workspace::Workspace;
use anyhow::Result;

/// Reports every zone's files, and their sum beside its budget.
pub fn measure(workspace: &Workspace, manifest: &Manifest, report: &mut Report) -> Result<()> {
    for visit in first_visit::measure(workspace, manifest)? {
        let [js, wasm, css] = [visit.js, visit.wasm, visit.css].map(kilobytes);
        let parts = format!("{js:.1} kB JS + {wasm:.1} kB WASM + {css:.1} kB CSS");
        let line = Line::new(format!("first visit, {}", visit.zone), kilobytes(visit.total()), "kB").with(parts);
        report.add(match budget(&visit.zone) {
            Some(most) => line.within(Budget::AtMost(f64::from(most))),
            None => line,
        });
    }
    Ok(())
}
