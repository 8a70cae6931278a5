//! Notes, bookmarks and certificates as the server sends them, before any script.

use crate::BREAKOUT;
use crate::support::{Fake, open, open_as, outline, viewer};
use app::api::dto::Role;
use app::zones::Page;

const CODE: &str = "/certificates/K7Q2M-9XW4R-01ABC-DEFGH";

fn typed(text: &str) -> Fake {
    Fake { typed: text.into(), outline: Ok(outline(10)), ..Fake::default() }
}

#[tokio::test]
async fn notes_and_names_cannot_leave_their_place() {
    for (page, address) in [(Page::Learn, "/learn/notes"), (Page::Learn, "/learn/certificate"), (Page::Certificate, CODE)] {
        let answer = open_as(viewer(Role::Student), page, address, typed(BREAKOUT)).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(!answer.html.contains("<script>alert"), "{address}");
        assert_eq!(answer.html.matches("</title>").count(), 1, "{address}");
        assert_eq!(answer.html.matches("</textarea>").count(), answer.html.matches("<textarea").count(), "{address}");
        assert!(answer.html.contains("&lt;script&gt;alert(1)") || answer.html.contains("&lt;script>alert(1)"), "{address} shows it");
        assert_eq!(answer.html.matches("<h1").count(), 1, "{address}");
        assert!(!answer.html.contains(" style="), "{address}");
    }
}

#[tokio::test]
async fn a_lesson_takes_notes_and_a_bookmark_without_scripts() {
    let answer = open_as(viewer(Role::Student), Page::Learn, "/learn/outline-backwards", Fake::default()).await;
    for part in ["action=\"/api/notes/add\"", "action=\"/api/notes/bookmark\"", "href=\"/learn/notes?lesson=", "aria-pressed=\"false\""] {
        assert!(answer.html.contains(part), "{part}");
    }
}

#[tokio::test]
async fn the_page_of_notes_searches_downloads_changes_and_deletes_without_scripts() {
    let answer = open_as(viewer(Role::Student), Page::Learn, "/learn/notes?q=promise&page=2", typed("One promise")).await;
    let forms = ["action=\"/learn/notes\"", "action=\"/api/notes/change\"", "action=\"/api/notes/delete\"", "href=\"/learn/notes.md\""];
    let others = ["value=\"promise\"", "/learn/choose-one-promise?at=192", "/learn/notes?q=promise&amp;page=3", "rel=\"prev\""];
    for part in forms.into_iter().chain(others) {
        assert!(answer.html.contains(part), "{part}");
    }
}

#[tokio::test]
async fn a_certificate_waits_is_a_draft_and_is_issued() {
    let certificate = |fake| open_as(viewer(Role::Student), Page::Learn, "/learn/certificate", fake);
    let ahead = certificate(Fake::default()).await;
    assert!(ahead.body().contains("3 of 10 lessons completed") && !ahead.html.contains("certificate.svg"), "not earned yet");
    let draft = certificate(typed("Draft of Ada")).await;
    assert!(draft.body().contains("Issue my certificate") && !draft.html.contains("certificate.pdf"), "a draft");
    let issued = certificate(typed("Ada")).await;
    assert!(issued.html.contains("certificate.pdf") && issued.body().contains("https://course.example/certificates/K7Q2M"), "issued");
}

#[tokio::test]
async fn a_code_is_found_asked_for_or_not_known() {
    let genuine = open(Page::Certificate, CODE, typed("Ada")).await;
    assert!(genuine.status == 200 && genuine.body().contains("This certificate is genuine") && !genuine.body().contains("Completed on"));
    assert!(genuine.html.contains("content=\"noindex\""));
    let asked = open(Page::Certificate, "/certificates", typed("Ada")).await;
    assert!(asked.status == 200 && asked.body().contains("Check a certificate"));
    for address in ["/certificates/nonsense", "/certificates?code=%3Cscript%3Ealert(1)%3C/script%3E"] {
        let unknown = open(Page::Certificate, address, typed("Ada")).await;
        assert!(unknown.status == 404 && unknown.body().contains("No certificate has this code"), "{address}");
        assert!(!unknown.html.contains("<script>alert"), "{address}");
    }
}
