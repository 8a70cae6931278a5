//! No zone weighs more than it may: what a first visit downloads, of what visitors get.

use crate::first_visit::{self, FirstVisit, budget, kilobytes};
use crate::manifest::Manifest;
use crate::wasm::{self, Effort};
use crate::workspace::Workspace;
use anyhow::{Result, ensure};

/// So many crates are named where a zone weighs too much.
const NAMED: usize = 8;

/// Tells what each zone weighs; fails where one weighs too much, and names what weighs most in it.
pub fn check(workspace: &Workspace, manifest: &Manifest) -> Result<()> {
    let mut too_heavy = Vec::new();
    for visit in first_visit::measure(workspace, manifest)? {
        println!("{}", told(&visit));
        if !fits(&visit) {
            println!("{}", heaviest(workspace, &visit.zone)?);
            too_heavy.push(visit.zone);
        }
    }
    ensure!(too_heavy.is_empty(), "these zones weigh too much: {}", too_heavy.join(", "));
    Ok(())
}

fn told(visit: &FirstVisit) -> String {
    let most = budget(&visit.zone).unwrap_or_default();
    let missed = if fits(visit) { "" } else { ", missed" };
    format!("  {:10} {:6.1} kB of {most} kB{missed}", visit.zone, kilobytes(visit.total()))
}

fn fits(visit: &FirstVisit) -> bool {
    budget(&visit.zone).is_some_and(|most| kilobytes(visit.total()) <= f64::from(most))
}

fn heaviest(workspace: &Workspace, zone: &str) -> Result<String> {
    let crates = wasm::heaviest(workspace, zone, Effort::Release)?;
    let line = |(name, bytes): &(String, u64)| format!("    {:7.1} kB  {name}", kilobytes(*bytes));
    let lines: Vec<_> = crates.iter().take(NAMED).map(line).collect();
    Ok(format!("  what weighs most in it, before compression:\n{}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(zone: &str, wasm: u64) -> FirstVisit {
        FirstVisit { zone: zone.to_owned(), js: 0, wasm, css: 0 }
    }

    #[test]
    fn a_zone_fits_up_to_its_budget() {
        assert!(fits(&visit("public", 110_000)));
        assert!(!fits(&visit("public", 110_001)));
        assert!(!fits(&visit("cellar", 1)));
    }

    #[test]
    fn a_zone_that_misses_its_budget_says_so() {
        assert!(told(&visit("learn", 460_000)).ends_with("of 260 kB, missed"));
        assert!(told(&visit("learn", 260_000)).ends_with("of 260 kB"));
    }
}
