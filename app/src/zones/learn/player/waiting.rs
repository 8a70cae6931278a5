//! Every place waits in the browser, one a lesson, until the server has answered for it: a page may be gone before, and a line broken.

use super::super::course::Course;
use super::report::Report;
use crate::api::dto::SavedPlace;
use crate::api::{ApiError, Result};
use crate::interop;
use leptos::prelude::*;
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

fn write(student: &str, waiting: &BTreeMap<String, Report>) {
    let text = if waiting.is_empty() { None } else { serde_json::to_string(waiting).ok() };
    interop::store(&name(student), text.as_deref());
}

/// What waits of a lesson.
pub fn of(student: &str, lesson: &str) -> Option<Report> {
    read(student).remove(lesson)
}

/// Lets a report wait, and gives what waits of its lesson with it.
pub fn keep(student: &str, report: Report) -> Report {
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
pub async fn deliver(student: &str, report: Report) -> Result<SavedPlace> {
    let answer = report.send().await;
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

/// Sends what waits whenever the course is opened or the browser is online again.
pub fn send_what_waits(course: Course) {
    Effect::new(move |_| {
        let student = course.outline.with(|outline| Some(outline.as_ref()?.as_ref().ok()?.student.to_string()));
        let Some(student) = student else { return };
        let send = move || {
            let student = student.clone();
            spawn_local(async move {
                if flush(&student, None).await {
                    course.changed();
                }
            });
        };
        send();
        let online = window_event_listener_untyped("online", move |_| send());
        on_cleanup(move || online.remove());
    });
}
