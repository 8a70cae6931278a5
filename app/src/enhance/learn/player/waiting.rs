//! Every place waits in the browser, one a lesson, until the server has answered for it: a page may be gone before, and a line broken.

use crate::api::dto::SavedPlace;
use crate::api::learning::SavePosition;
use crate::api::{ApiError, Result};
use crate::interop;
use domain::unsent::Unsent;
use leptos::serde_json;
use leptos::server_fn::ServerFn;
use std::collections::BTreeMap;

/// Where they wait. Two students at one browser keep theirs apart.
fn name(student: &str) -> String {
    format!("lectern.positions.{student}")
}

fn read(student: &str) -> BTreeMap<String, Unsent> {
    interop::stored(&name(student)).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn write(student: &str, waiting: &BTreeMap<String, Unsent>) {
    let text = if waiting.is_empty() { None } else { serde_json::to_string(waiting).ok() };
    interop::store(&name(student), text.as_deref());
}

/// What waits of a lesson.
pub fn of(student: &str, lesson: &str) -> Option<Unsent> {
    read(student).remove(lesson)
}

/// Lets a report wait, and gives what waits of its lesson with it.
pub fn keep(student: &str, report: Unsent) -> Unsent {
    let mut waiting = read(student);
    let lesson = report.lesson().to_owned();
    let joined = match waiting.remove(&lesson) {
        Some(earlier) => earlier.joined_by(report),
        None => report,
    };
    waiting.insert(lesson, joined.clone());
    write(student, &waiting);
    joined
}

/// Sends a report that waits. Once it has its answer it waits no longer, unless it has grown meanwhile.
pub async fn deliver(student: &str, report: Unsent) -> Result<SavedPlace> {
    let answer = send(&report).await;
    if !answer.as_ref().is_err_and(ApiError::may_pass) {
        let mut waiting = read(student);
        if waiting.get(report.lesson()) == Some(&report) {
            waiting.remove(report.lesson());
            write(student, &waiting);
        }
    }
    answer
}

/// Sends all that waits until something cannot be sent, but for a lesson whose reports are on their way. Whether anything was saved.
pub async fn flush(student: &str, but: Option<&str>) -> bool {
    let mut saved = false;
    for report in read(student).into_values().filter(|report| Some(report.lesson()) != but) {
        match deliver(student, report).await {
            Ok(_) => saved = true,
            Err(error) if error.may_pass() => break,
            Err(_) => {}
        }
    }
    saved
}

async fn send(report: &Unsent) -> Result<SavedPlace> {
    interop::post_form(SavePosition::PATH, &report.fields(interop::clock_ms())).await
}

/// Lets a report wait and sends it from a page that is about to go, and hears of no answer.
pub fn send_and_go(student: &str, report: Unsent) {
    let report = keep(student, report);
    interop::send_beacon(SavePosition::PATH, &report.fields(interop::clock_ms()));
}
