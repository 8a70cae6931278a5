//! The curriculum and the editor of lessons as the server sends them, before any script.

use crate::assert_whole;
use crate::support::{Fake, open_as, viewer};
use app::api::curriculum as functions;
use app::api::dto::Role;
use app::zones::Page;
use leptos::server_fn::ServerFn;

const DESK: &str = "/admin/lessons/choose-one-promise";
const REVISION: &str = "/admin/lessons/choose-one-promise/history/00000000-0000-0000-0000-000000000007?done=conflict";

#[tokio::test]
async fn every_word_of_a_lesson_stays_where_it_belongs() {
    for address in ["/admin/lessons", DESK, "/admin/lessons/choose-one-promise/history", REVISION] {
        let answer = open_as(viewer(Role::Admin), Page::Desk, address, Fake::default()).await;
        assert_eq!(answer.status, 200, "{address}");
        assert_whole(&answer);
        assert!(!answer.html.contains("<script>alert"), "{address}");
        assert_eq!(answer.html.matches("</textarea>").count(), answer.html.matches("<textarea").count(), "{address}");
        assert_eq!(answer.html.matches("<h1").count(), 1, "{address}");
        assert!(!answer.html.contains(" style="), "{address}");
    }
}

#[tokio::test]
async fn the_course_is_ordered_without_scripts() {
    let answer = open_as(viewer(Role::Admin), Page::Desk, "/admin/lessons", Fake::default()).await;
    let body = answer.body();
    let forms = [
        functions::AddModule::url(),
        functions::RenameModule::url(),
        functions::RemoveModule::url(),
        functions::PlaceModule::url(),
        functions::AddLesson::url(),
        functions::PlaceLesson::url(),
        functions::MoveLesson::url(),
    ];
    let words = ["Move up: Not yet written", "Move module down: Plan", "Move to the end of", "Published", "Archived", "Alt+ArrowUp"];
    for words in forms.into_iter().chain(words) {
        assert!(body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_lesson_is_written_and_published_without_scripts() {
    let answer = open_as(viewer(Role::Admin), Page::Desk, DESK, Fake::default()).await;
    let body = answer.body();
    let forms = [functions::SaveWords::url(), functions::SaveSettings::url(), functions::Publish::url()];
    let words = [
        "A change that you show affects 214 students.",
        "80 students have opened it, 41 completed it.",
        "Save and show to students",
        "Save for later",
        "Students do not see your latest changes yet.",
        "name=\"version\" value=\"3\"",
        "<em>text</em>",
        "![room](/pictures/",
    ];
    for words in forms.into_iter().chain(words) {
        assert!(body.contains(words), "{words}");
    }
    assert!(!body.contains("Delete this lesson"), "students have done something with it");
}

#[tokio::test]
async fn both_texts_are_shown_and_can_be_chosen_without_scripts() {
    let answer = open_as(viewer(Role::Admin), Page::Desk, REVISION, Fake::default()).await;
    let body = answer.body();
    for words in [
        "Somebody saved this lesson while you were writing",
        "Use the text that was kept aside",
        "Keep the latest text",
        "Both texts in one",
        functions::Restore::url(),
        functions::SaveWords::url(),
    ] {
        assert!(body.contains(words), "{words}");
    }
}
