//! The first run, and a course that has just begun, before any script.

use crate::support::{Fake, landing, open, open_as};
use crate::{assert_whole, refused};
use app::api::ApiError;
use app::api::dto::LandingView;
use app::api::error::{Field, Problem};
use app::api::ports::Viewer;
use app::zones::Page;
use domain::landing::LandingContent;
use leptos::server_fn::ServerFn;

#[tokio::test]
async fn nothing_is_told_before_the_code_is_shown() {
    let answer = open(Page::Setup, "/setup", Fake::default()).await;
    assert_eq!(answer.status, 200);
    assert_whole(&answer);
    let body = answer.body();
    assert!(body.contains("name=\"code\"") && !body.contains("Stripe") && !body.contains("name=\"email\""), "{body}");
}

#[tokio::test]
async fn a_wrong_code_is_said_beside_its_field() {
    let unlock = app::api::setup::Unlock::url();
    for (problem, words) in [(Problem::Malformed, "This is not the code."), (Problem::UsedUp, "Start the program again")] {
        let address = refused("/setup", unlock, &ApiError::invalid(Field::SetupCode, problem));
        assert!(open(Page::Setup, &address, Fake::default()).await.body().contains(words), "{words}");
    }
}

#[tokio::test]
async fn with_the_code_everything_is_on_one_page() {
    let viewer = Viewer { setup_key: Some("key".into()), ..Viewer::default() };
    let answer = open_as(viewer, Page::Setup, "/setup", Fake::default()).await;
    assert_whole(&answer);
    for words in [
        "1 thing does not work yet.",
        "Set STRIPE_SECRET_KEY again.",
        "name=\"name\"",
        "name=\"email\"",
        "name=\"course\"",
        "name=\"price\"",
        "value=\"demo\"",
        app::api::setup::Finish::url(),
    ] {
        assert!(answer.body().contains(words), "{words}: {}", answer.body());
    }
}

#[tokio::test]
async fn a_course_without_words_and_lessons_has_a_whole_sales_page() {
    let blank = LandingView { content: LandingContent::blank("Engines").shown(), curriculum: Vec::new(), ..landing() };
    let answer = open(Page::Landing, "/", Fake { landing: Ok(blank), ..Fake::default() }).await;
    assert_eq!(answer.status, 200);
    assert_whole(&answer);
    let body = answer.body();
    assert!(body.contains(">Engines</h1>") && body.contains("The lessons are being prepared."), "{body}");
    for gone in
        ["id=\"curriculum\"", "id=\"instructor\"", "id=\"faq\"", "id=\"outcomes\"", "id=\"guarantee\"", "#curriculum", "It is for you if"]
    {
        assert!(!body.contains(gone), "{gone}: {body}");
    }
}
