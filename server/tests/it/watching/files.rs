//! The alert rules and the dashboard speak of what is really told.

use serde_json::Value;
use server::metrics::{self, Kind};
use std::collections::BTreeSet;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../deploy");

fn read(file: &str) -> String {
    std::fs::read_to_string(format!("{FOLDER}/{file}")).unwrap()
}

/// The names of all rows that can be asked for.
fn rows() -> BTreeSet<String> {
    let rows = metrics::ALL.iter().map(|listed| listed.described()).flat_map(|described| {
        let endings: &[&str] = if described.kind == Kind::Histogram { &["_bucket", "_sum", "_count"] } else { &[""] };
        endings.iter().map(|ending| format!("{}{ending}", described.name)).collect::<Vec<_>>()
    });
    rows.collect()
}

/// The words of an expression that look like a name of ours.
fn names(expression: &str) -> impl Iterator<Item = &str> {
    let words = expression.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words.filter(|word| word.starts_with("lectern_") || word.starts_with("process_"))
}

/// A rule as the file has it: one key a line.
#[derive(Debug, Default)]
struct Rule {
    name: String,
    expression: String,
    keys: BTreeSet<String>,
}

fn rules(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let Some((key, value)) = line.trim_start().trim_start_matches("- ").split_once(':') else { continue };
        let value = value.trim().trim_matches('\'');
        if key == "alert" {
            rules.push(Rule { name: value.to_owned(), ..Rule::default() });
        } else if let Some(rule) = rules.last_mut() {
            rule.keys.insert(key.to_owned());
            if key == "expr" {
                value.clone_into(&mut rule.expression);
            }
        }
    }
    rules
}

#[test]
fn every_alert_asks_for_what_is_told_and_says_what_to_do() {
    let (text, rows) = (read("prometheus/alerts.yml"), rows());
    assert!(!text.contains('\t'), "YAML knows no tabs");
    let rules = rules(&text);
    assert!(rules.len() >= 10, "{rules:?}");
    let known: BTreeSet<_> = rules.iter().map(|rule| &rule.name).collect();
    assert_eq!(known.len(), rules.len(), "each name is there once");
    for rule in &rules {
        for key in ["expr", "for", "severity", "summary", "description"] {
            assert!(rule.keys.contains(key), "{} has no {key}", rule.name);
        }
        let count = |bracket: char| rule.expression.matches(bracket).count();
        assert_eq!((count('('), count('{'), count('[')), (count(')'), count('}'), count(']')), "{rule:?}");
        let asked: Vec<_> = names(&rule.expression).collect();
        assert!(!asked.is_empty() && asked.iter().all(|name| rows.contains(*name)), "{}: {asked:?}", rule.name);
    }
}

fn expressions(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(object) => {
            let own = object.get("expr").and_then(Value::as_str).into_iter();
            own.chain(object.values().flat_map(expressions)).collect()
        }
        Value::Array(list) => list.iter().flat_map(expressions).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_panel_shows_what_is_told_and_everything_is_shown() {
    let (dashboard, rows): (Value, _) = (serde_json::from_str(&read("grafana/lectern.json")).unwrap(), rows());
    let expressions = expressions(&dashboard);
    let shown: BTreeSet<_> = expressions.iter().flat_map(|expression| names(expression)).collect();
    for name in &shown {
        assert!(rows.contains(*name), "{name} is not told");
    }
    for listed in metrics::ALL {
        let name = listed.described().name;
        assert!(shown.iter().any(|shown| shown.starts_with(name)), "{name} is not shown");
    }
    let ids: Vec<_> = dashboard["panels"].as_array().unwrap().iter().map(|panel| panel["id"].as_u64().unwrap()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "each panel has a number of its own");
}
