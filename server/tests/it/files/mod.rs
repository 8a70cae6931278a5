//! Files of lessons: in through the creator's panel, out through a lesson, and nowhere else.

mod access;
mod changes;
mod downloads;
mod hostile;
mod large;
mod store;
mod trouble;

use crate::support::browser::Answer;
use crate::support::{Browser, Shop};
use reqwest::Body;
use serde_json::Value;
use std::path::Path;

const LESSON: &str = "talk-to-five-people";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n";
const BOUNDARY: &str = "----------a-form";

/// A browser that is signed in as the creator.
async fn creator(shop: &Shop) -> Browser {
    let browser = shop.browser();
    crate::sign_in::sign_in(shop, &browser, server::services::seed::DEMO_ADMIN).await;
    browser
}

/// What stands around a file in a form.
fn around(name: &str) -> (String, String) {
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
    );
    (head, format!("\r\n--{BOUNDARY}--\r\n"))
}

/// A form with one file.
pub fn form(name: &str, content: &[u8]) -> Vec<u8> {
    let (head, tail) = around(name);
    [head.as_bytes(), content, tail.as_bytes()].concat()
}

fn form_kind() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

fn uploads(lesson: &str) -> String {
    format!("/admin/lessons/{lesson}/uploads")
}

pub async fn post(browser: &Browser, path: &str, body: impl Into<Body>) -> Answer {
    browser.post_raw(path, &form_kind(), body, &[("accept", "application/json")]).await
}

async fn upload(browser: &Browser, name: &str, content: &[u8]) -> Answer {
    post(browser, &uploads(LESSON), form(name, content)).await
}

/// The files of the lesson as its creator sees them.
async fn desk(browser: &Browser) -> Vec<Value> {
    let desk = browser.read("curriculum/lesson", &[("slug", LESSON)]).await.ok();
    desk["files"].as_array().unwrap().clone()
}

/// Uploads a file and gives its id.
async fn added(browser: &Browser, name: &str, content: &[u8]) -> String {
    let answer = upload(browser, name, content).await;
    assert_eq!(answer.status, 201, "{name}: {}", answer.text);
    desk(browser).await.last().unwrap()["id"].as_str().unwrap().to_owned()
}

/// Uploads a file for any lesson and gives its id.
pub async fn added_to(browser: &Browser, lesson: &str) -> String {
    let answer = post(browser, &uploads(lesson), form("a.pdf", PDF)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json().as_str().unwrap().to_owned()
}

fn link(id: &str) -> String {
    format!("/learn/{LESSON}/files/{id}")
}

/// Where a link leads.
fn goal(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.headers["location"].to_str().unwrap().to_owned()
}

fn header(answer: &Answer, name: &str) -> String {
    answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

/// The names of what lies in the store's folder.
fn kept(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Nothing is left: no file of a lesson, no object, no note of one.
async fn assert_nothing(shop: &Shop, what: &str) {
    assert_eq!(shop.count("SELECT COUNT(*) FROM attachments").await, 0, "{what}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM stored_objects").await, 0, "{what}");
    assert_eq!(kept(&shop.files), Vec::<String>::new(), "{what}");
}
