//! Lighthouse on the pages that people meet first, as a telephone sees them, in Chromium of this machine.

use super::line::{Budget, Line, figure};
use super::report::Report;
use super::served::{self, Served};
use super::visitor;
use crate::stack::Ports;
use crate::workspace::Workspace;
use crate::{process, tools};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The packages, apart from those of the browser tests.
const FOLDER: &str = "end2end/lighthouse";
/// Runs on a page; the median of a score counts.
const RUNS: usize = 5;
/// The hosts of others that a page asks for. The browser is told that they are the sandbox's.
const PROVIDERS: [&str; 6] =
    ["js.stripe.com", "hooks.stripe.com", "api.stripe.com", "player.vimeo.com", "www.googletagmanager.com", "www.clarity.ms"];

/// A page.
struct Page {
    name: &'static str,
    path: &'static str,
    signed_in: bool,
    /// Whether search engines may show it.
    public: bool,
}

const PAGES: [Page; 4] = [
    Page { name: "landing", path: "/", signed_in: false, public: true },
    Page { name: "checkout", path: "/checkout", signed_in: false, public: false },
    Page { name: "sign-in", path: "/sign-in", signed_in: false, public: false },
    Page { name: "lesson", path: "/learn/talk-to-five-people", signed_in: true, public: false },
];

/// What is scored, and how many points it should have.
const CATEGORIES: [(&str, &str, f64); 4] = [
    ("performance", "performance", 98.0),
    ("accessibility", "accessibility", 100.0),
    ("best-practices", "best practices", 100.0),
    ("seo", "SEO", 100.0),
];

/// What Lighthouse writes.
#[derive(Deserialize)]
struct Answer {
    categories: BTreeMap<String, Category>,
    audits: BTreeMap<String, Audit>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Category {
    score: Option<f64>,
    audit_refs: Vec<AuditRef>,
}

#[derive(Deserialize)]
struct AuditRef {
    id: String,
    weight: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Audit {
    title: String,
    score: Option<f64>,
    display_value: Option<String>,
}

/// Scores every page of a shop with demo content.
pub fn measure(workspace: &Workspace, logs: &Path, report: &mut Report) -> Result<()> {
    let folder = workspace.root.join(FOLDER);
    tools::npm_packages(&folder)?;
    let Served { stack: _stack, ports, .. } = served::start(workspace, "sqlite://data/lectern.db", &["seed", "--month"], logs)?;
    let cookie = visitor::sign_in(ports, "student@lectern.test")?;
    let mut losses = String::new();
    for page in &PAGES {
        let cookie = page.signed_in.then_some(cookie.as_str());
        let answers = (0..RUNS).map(|_| ask(&folder, ports, page, cookie, logs)).collect::<Result<Vec<_>>>()?;
        for (id, name, points) in CATEGORIES {
            let (score, run) = median(&answers, id)?;
            let line = Line::new(format!("Lighthouse, {}: {name}", page.name), score, "").within(Budget::AtLeast(points));
            report.add(line.with(if id == "performance" { paints(run) } else { String::new() }));
        }
        let _ = writeln!(losses, "- {}: {}", page.name, answers.first().map(lost).unwrap_or_default());
    }
    report.explain("What cost points in the first run of Lighthouse", losses);
    Ok(())
}

/// What Lighthouse says where Chromium failed it, and not the page.
const CHROMIUM_FAILED: &str = "Please run Lighthouse again";
/// How often it is run again then.
const AGAIN: usize = 3;

/// Asks once, and again where Chromium failed.
fn ask(folder: &Path, ports: Ports, page: &Page, cookie: Option<&str>, logs: &Path) -> Result<Answer> {
    for _ in 0..AGAIN {
        match ask_once(folder, ports, page, cookie, logs) {
            Err(error) if error.to_string().contains(CHROMIUM_FAILED) => println!("Chromium failed; once more"),
            answer => return answer,
        }
    }
    ask_once(folder, ports, page, cookie, logs)
}

fn ask_once(folder: &Path, ports: Ports, page: &Page, cookie: Option<&str>, logs: &Path) -> Result<Answer> {
    ensure!(!process::interrupted(), "interrupted");
    let output = logs.join(format!("lighthouse-{}.json", page.name));
    let headers = logs.join("lighthouse-headers.json");
    fs::write(&headers, json!(cookie.map_or_else(BTreeMap::new, |cookie| BTreeMap::from([("Cookie", cookie)]))).to_string())?;
    let mut lighthouse = tools::npm_program(folder, "lighthouse");
    lighthouse.arg(format!("{}{}", ports.url(), page.path)).args(["--quiet", "--output=json", "--no-enable-error-reporting"]);
    lighthouse.arg(format!("--output-path={}", output.display())).arg(format!("--extra-headers={}", headers.display()));
    lighthouse.arg(format!("--only-categories={}", CATEGORIES.map(|(id, ..)| id).join(",")));
    lighthouse.arg(format!("--chrome-flags={}", flags(ports)));
    if !page.public {
        // It says `noindex`, and means it.
        lighthouse.arg("--skip-audits=is-crawlable");
    }
    lighthouse.env("CHROME_PATH", tools::chromium()?);
    let answer = process::capture(&mut lighthouse);
    fs::remove_file(&headers)?;
    let answer = answer?;
    ensure!(answer.success, "Lighthouse on {}:\n{}", page.path, answer.text);
    serde_json::from_str(&fs::read_to_string(&output)?).with_context(|| format!("reading {}", output.display()))
}

fn flags(ports: Ports) -> String {
    let hosts = PROVIDERS.map(|host| format!("MAP {host}:443 127.0.0.1:{}", ports.sandbox_tls)).join(",");
    let quiet = "--disable-quic --disable-background-networking --disable-component-update --disable-sync --no-first-run";
    format!("--headless=new --no-sandbox {quiet} --ignore-certificate-errors --host-resolver-rules=\"{hosts}\"")
}

/// The points that the median of some runs has in a category, and that run.
fn median<'a>(answers: &'a [Answer], category: &str) -> Result<(f64, &'a Answer)> {
    let scores = answers.iter().map(|answer| Some((answer.categories.get(category)?.score?, answer))).collect::<Option<Vec<_>>>();
    let mut scores = scores.with_context(|| format!("Lighthouse gives no score for {category}"))?;
    scores.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let (score, answer) = scores.get(scores.len() / 2).context("nothing was scored")?;
    Ok(((score * 100.0).round(), answer))
}

/// When the largest thing stood there, and how long the page was busy.
fn paints(answer: &Answer) -> String {
    let shown = |id: &str| answer.audits.get(id)?.display_value.clone();
    let told = [("largest-contentful-paint", "LCP"), ("total-blocking-time", "blocked"), ("cumulative-layout-shift", "shift")];
    let told: Vec<String> =
        told.into_iter().filter_map(|(id, name)| Some(format!("{name} {}", shown(id)?.replace('\u{a0}', " ")))).collect();
    told.join(", ")
}

/// The audits that count and are not perfect, with what they take from the hundred points of their category.
fn lost(answer: &Answer) -> String {
    let mut losses = Vec::new();
    for (id, name, _) in CATEGORIES {
        let Some(category) = answer.categories.get(id) else { continue };
        let counted = |reference: &&AuditRef| answer.audits.get(&reference.id).is_some_and(|audit| audit.score.is_some());
        let weight: f64 = category.audit_refs.iter().filter(counted).map(|reference| reference.weight).sum();
        for reference in category.audit_refs.iter().filter(counted).filter(|reference| reference.weight > 0.0) {
            let Some((audit, score)) = answer.audits.get(&reference.id).and_then(|audit| Some((audit, audit.score?))) else { continue };
            if score < 1.0 {
                let points = (1.0 - score) * reference.weight / weight * 100.0;
                losses.push(format!("{} ({name}, {} points)", audit.title, figure(points)));
            }
        }
    }
    if losses.is_empty() { "nothing".to_owned() } else { losses.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(performance: f64) -> Answer {
        let audits = json!({
            "largest-contentful-paint": { "title": "Largest Contentful Paint", "score": 0.8, "displayValue": "2.0\u{a0}s" },
            "total-blocking-time": { "title": "Total Blocking Time", "score": 1, "displayValue": "0\u{a0}ms" },
            "unknown": { "title": "Not applicable", "score": null },
        });
        let references = json!([
            { "id": "largest-contentful-paint", "weight": 25 }, { "id": "total-blocking-time", "weight": 25 }, { "id": "unknown", "weight": 50 },
        ]);
        let categories = json!({ "performance": { "score": performance, "auditRefs": references } });
        serde_json::from_value(json!({ "categories": categories, "audits": audits })).unwrap()
    }

    #[test]
    fn the_median_of_a_score_counts() {
        let answers = [answer(0.7), answer(1.0), answer(0.98)];
        let (score, run) = median(&answers, "performance").unwrap();
        assert!((score - 98.0).abs() < 1e-9);
        assert_eq!(paints(run), "LCP 2.0 s, blocked 0 ms");
        assert!(median(&answers, "seo").is_err());
    }

    #[test]
    fn a_loss_is_told_in_points_of_its_category() {
        assert_eq!(lost(&answer(0.9)), "Largest Contentful Paint (performance, 10 points)");
    }
}
