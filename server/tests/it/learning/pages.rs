//! The pages of the course as scripts find them: the server alone draws them, and marks what is put anew.

use super::{lesson_id, student};
use crate::on_both;
use crate::support::{Browser, Plan};
use app::forms::IN_PLACE;

const LESSON: &str = "talk-to-five-people";
const FORM: &str = "application/x-www-form-urlencoded";

/// Sends a form of a page as scripts do, and says its status and where it leads.
async fn sent(browser: &Browser, base: &str, function: &str, from: &str, body: String) -> (u16, String) {
    let referer = format!("{base}{from}");
    let headers = [("accept", "text/html"), ("referer", referer.as_str()), (IN_PLACE, "1")];
    let answer = browser.post_raw(&format!("/api/{function}"), FORM, body, &headers).await;
    let location = answer.headers.get("location").map(|to| to.to_str().unwrap().to_owned());
    (answer.status.as_u16(), location.unwrap_or_default())
}

on_both!(what_stands_below_a_lesson_is_one_page_of_few_statements, Plan::quiet(), |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let path = format!("/learn/{LESSON}/beside");
    let empty = browser.get(&path).await.text;
    assert!(
        empty.contains("data-inlet=\"notes\"") && empty.contains("data-inlet=\"questions\"") && !empty.contains("note-text"),
        "{empty}"
    );
    let lesson = lesson_id(&browser, LESSON).await;
    browser.call("notes/add", &[("lesson", &lesson), ("text", "A <b>note</b>"), ("at", "72")]).await.ok();
    browser.call("questions/ask", &[("lesson", LESSON), ("title", "Is this the first question?")]).await.ok();
    let full = browser.get(&path).await.text;
    for part in ["A &lt;b&gt;note&lt;/b&gt;", "data-show-at=\"72\"", "Is this the first question?"] {
        assert!(full.contains(part), "{part} in {full}");
    }
    shop.settles().await;
    let statements = shop.fewest_statements(|| async { assert_eq!(browser.get(&path).await.status, 200) }).await;
    assert!((4..=8).contains(&statements), "{statements} statements");
    assert_eq!(browser.get("/learn/no-such-lesson/beside").await.status, 404);
});

on_both!(a_form_of_a_lesson_leads_back_to_it_or_to_where_the_server_says, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let lesson = lesson_id(&browser, LESSON).await;
    let page = format!("/learn/{LESSON}");
    let (status, to) = sent(&browser, &shop.base, "learning/mark_complete", &page, format!("lesson={lesson}")).await;
    assert_eq!(status, 204);
    assert!(to.starts_with(&format!("{}{page}", shop.base)), "{to}");
    for (function, body, status, to) in [
        ("notes/add", format!("lesson={lesson}&text=One&back={LESSON}"), 204, format!("/learn/notes?lesson={LESSON}")),
        ("notes/add", format!("lesson={lesson}&text=+&back={LESSON}"), 422, String::new()),
        ("questions/ask", format!("lesson={LESSON}&title=+"), 204, format!("{page}/questions/ask")),
    ] {
        assert_eq!(sent(&browser, &shop.base, function, &page, body).await, (status, to), "{function}");
    }
    let form = browser.get(&format!("{page}/questions/ask")).await.text;
    assert!(form.contains("id=\"ask-form\"") && form.contains("data-refused"), "{form}");
});

on_both!(a_title_that_is_being_typed_finds_what_was_asked_before, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    browser.call("questions/ask", &[("lesson", LESSON), ("title", "How long is a marble chain?")]).await.ok();
    let ask = format!("/learn/{LESSON}/questions/ask");
    assert!(!browser.get(&ask).await.text.contains("These look similar"));
    let found = browser.get(&format!("{ask}?title=a+good+marble+chain")).await.text;
    assert!(found.contains("These look similar") && found.contains("Ask anyway") && !found.contains("data-refused"), "{found}");
});
