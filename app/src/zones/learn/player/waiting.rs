//! Places that could not be sent wait in the browser, one a lesson, until it is online again.

use super::report::Report;
use crate::api::ApiError;
use crate::interop;
use leptos::serde_json;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

/// Where they wait. Two students at one browser keep theirs apart.
fn name(student: &str) -> String {
    format!("lectern.positions.{student}")
}

fn read(student: &str) -> BTreeMap<String, Report> {
    interop::stored(&name(student)).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Lets a report wait.
pub fn keep(student: &str, report: Report) {
    let mut waiting = read(student);
    let lesson = report.lesson().to_owned();
    let joined = match waiting.remove(&lesson) {
        Some(earlier) => earlier.joined_by(report),
        None => report,
    };
    waiting.insert(lesson, joined);
    interop::store(&name(student), serde_json::to_string(&waiting).ok().as_deref());
}

/// Sends all that waits. What cannot be sent waits on.
pub fn flush(student: &str) {
    let waiting = read(student);
    interop::store(&name(student), None);
    for report in waiting.into_values() {
        let student = student.to_owned();
        spawn_local(async move {
            if report.clone().send().await == Err(ApiError::Transport) {
                keep(&student, report);
            }
        });
    }
}
