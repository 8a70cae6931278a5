//! Questions below lessons.

mod asking;
mod desk;
mod mails;
mod many;
mod walls;

use crate::learning::student;
use crate::sign_in::sign_in;
use crate::support::{Browser, Shop};
use serde_json::Value;

pub const LESSON: &str = "outline-backwards";

/// Asks about the lesson; it must work.
pub async fn ask(browser: &Browser, title: &str) -> String {
    ask_with(browser, &[("title", title), ("text", "Some *details*.")]).await
}

/// The same with other fields.
pub async fn ask_with(browser: &Browser, fields: &[(&str, &str)]) -> String {
    let fields: Vec<_> = fields.iter().copied().chain([("lesson", LESSON), ("anyway", "yes")]).collect();
    let posted = browser.call("questions/ask", &fields).await.ok();
    posted["Done"]["Question"].as_str().unwrap_or_else(|| panic!("not asked: {posted}")).to_owned()
}

/// Answers a question; it must work.
pub async fn answer(browser: &Browser, question: &str, text: &str) -> String {
    let posted = browser.call("questions/answer", &[("lesson", LESSON), ("question", question), ("text", text)]).await.ok();
    posted["Done"]["Answer"].as_str().unwrap_or_else(|| panic!("not answered: {posted}")).to_owned()
}

/// Answers as the creator; it must work.
pub async fn answer_as_creator(admin: &Browser, question: &str, text: &str) -> String {
    let posted = admin.call("admin/answer_question", &[("question", question), ("text", text)]).await.ok();
    posted["Done"]["Answer"].as_str().unwrap_or_else(|| panic!("not answered: {posted}")).to_owned()
}

pub async fn thread(browser: &Browser, question: &str) -> Value {
    browser.read("questions/thread", &[("lesson", LESSON), ("question", question), ("page", "1")]).await.ok()
}

pub async fn list(browser: &Browser, order: &str, search: &str) -> Value {
    browser.read("questions/list", &[("lesson", LESSON), ("order", order), ("q", search), ("page", "1"), ("size", "20")]).await.ok()
}

pub fn titles(list: &Value) -> Vec<&str> {
    list["page"]["rows"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap()).collect()
}

pub async fn admin(shop: &Shop) -> Browser {
    let browser = shop.browser();
    sign_in(shop, &browser, server::services::seed::DEMO_ADMIN).await;
    browser
}

pub async fn two_students(shop: &Shop) -> (Browser, Browser) {
    (student(shop, "ada@example.com").await, student(shop, "ben@example.com").await)
}
