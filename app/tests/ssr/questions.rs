//! Questions below lessons as the server sends them, before any script.

use crate::BREAKOUT;
use crate::support::{Fake, open_as, viewer};
use app::api::dto::Role;
use app::zones::Page;

const QUESTION: &str = "0190b5a8-0000-7000-8000-00000000000a";

fn pages() -> [(Role, Page, String); 5] {
    [
        (Role::Student, Page::Learn, "/learn/talk-to-five-people/questions".into()),
        (Role::Student, Page::Learn, "/learn/talk-to-five-people/questions/ask".into()),
        (Role::Student, Page::Learn, format!("/learn/talk-to-five-people/questions/{QUESTION}")),
        (Role::Admin, Page::Admin, "/admin/questions".into()),
        (Role::Admin, Page::Admin, format!("/admin/questions/{QUESTION}")),
    ]
}

#[tokio::test]
async fn what_people_write_cannot_leave_its_place() {
    for (role, page, address) in pages() {
        let answer = open_as(viewer(role), page, &address, Fake { typed: BREAKOUT.into(), ..Fake::default() }).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(!answer.html.contains("<script>alert"), "{address}");
        assert_eq!(answer.html.matches("</title>").count(), 1, "{address}");
        assert_eq!(answer.html.matches("</textarea>").count(), answer.html.matches("<textarea").count(), "{address}");
        assert!(answer.html.contains("&lt;script&gt;alert(1)") || answer.html.contains("&lt;script>alert(1)"), "{address} shows it");
    }
}

#[tokio::test]
async fn pages_of_questions_are_whole_without_scripts() {
    for (role, page, address) in pages() {
        let answer = open_as(viewer(role), page, &address, Fake::default()).await;
        assert_eq!(answer.html.matches("<h1").count(), 1, "{address}");
        assert!(answer.body().contains("Why two promises?"), "{address}");
        assert!(!answer.html.contains(" style="), "{address}");
    }
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_says_why() {
    let address = "/learn/talk-to-five-people/questions/ask";
    let body = open_as(viewer(Role::Student), Page::Learn, address, Fake::default()).await.body();
    assert!(body.contains("value=\"Why two promises?\""), "{body}");
    assert!(body.contains(">Why two promises?</textarea>"), "{body}");
    for words in ["5,000 characters", "These look similar", "Ask anyway", "name=\"anyway\"", "That was a lot for one hour"] {
        assert!(body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_lesson_can_be_asked_about_before_any_script() {
    let body = open_as(viewer(Role::Student), Page::Learn, "/learn/talk-to-five-people?at=192", Fake::default()).await.body();
    assert!(body.contains("action=\"/api/questions/ask\""), "{body}");
    assert!(body.contains("/learn/outline-backwards-from-the-result/questions\""), "{body}");
    assert!(body.contains("#t=192s"), "the video begins where the address says");
}
