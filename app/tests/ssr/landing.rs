//! The sales page and the desk where it is written, as the server sends them.

use crate::support::{Fake, landing, open, open_as, viewer};
use crate::{BREAKOUT, assert_whole, refused, with_landing};
use app::api::ApiError;
use app::api::dto::Role;
use app::api::error::{Conflict, Field, Problem};
use app::api::landing::{ArrangeSection, PublishLanding, RestoreLanding, SaveSection};
use app::forms::RefusedForm;
use app::zones::Page;
use domain::landing::{Spot, Word};
use leptos::server_fn::ServerFn;

#[tokio::test]
async fn the_document_says_what_it_is_to_those_who_do_not_look_at_it() {
    let answer = open(Page::Landing, "/", Fake::default()).await;
    for words in [
        "<link rel=\"canonical\" href=\"https://course.example.com/\">",
        "content=\"https://course.example.com/share/0123.png\" property=\"og:image\"",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        "<script type=\"application/ld+json\">{\"@type\":\"Course\"}</script>",
    ] {
        assert!(answer.html.contains(words), "{words}\n{}", &answer.html[..2_000]);
    }
}

#[tokio::test]
async fn sections_stand_in_their_order_and_lead_only_to_what_is_there() {
    let fake = with_landing(|landing| {
        landing.content.sections.retain(|section| section.id != "faq");
        landing.content.shift("price", true);
        landing.content.add_text("text-1");
        let text = landing.content.sections.iter_mut().find(|section| section.id == "text-1").expect("the text");
        text.words.insert(Word::Title, "About the room".into());
        text.html = "<p>It is <em>quiet</em>.</p>".into();
    });
    let body = open(Page::Landing, "/", fake).await.body();
    let at = |words: &str| body.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("id=\"price\"") < at("id=\"testimonials\"") && at("<em>quiet</em>") > at("id=\"closing\""));
    assert!(body.contains("href=\"#price\"") && !body.contains("#faq"));
}

#[tokio::test]
async fn the_desk_can_be_used_without_scripts() {
    for (address, words) in [
        ("/admin/landing", vec![ArrangeSection::url(), PublishLanding::url(), "Not published yet", "2 texts to write", "Hidden"]),
        ("/admin/landing/versions", vec![RestoreLanding::url(), "The words of version 1", "Visitors see this"]),
        ("/admin/landing/sections/hero", vec![SaveSection::url(), "name=\"words[title]\"", "multipart/form-data", "0123456789abcdef"]),
        ("/admin/landing/sections/faq", vec!["name=\"items[6][answer]\"", "value=\"remove-6\"", "value=\"add\""]),
    ] {
        let answer = open_as(viewer(Role::Admin), Page::Desk, address, Fake::default()).await;
        assert_eq!(answer.status, 200, "{address}");
        assert_whole(&answer);
        for words in words {
            assert!(answer.body().contains(words), "{address}: {words}");
        }
        assert!(!answer.html.contains("<script>alert"), "{address}");
    }
    let nowhere = open_as(viewer(Role::Admin), Page::Desk, "/admin/landing/sections/nothing", Fake::default()).await;
    assert_eq!(nowhere.status, 404);
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field() {
    let spot = Spot { item: Some(2), word: Some(Word::Answer) };
    let error = ApiError::invalid(Field::Landing(spot), Problem::TooLong);
    let answer =
        open_as(viewer(Role::Admin), Page::Desk, &refused("/admin/landing/sections/faq", SaveSection::url(), &error), Fake::default())
            .await;
    let body = answer.body();
    let field = body.find("id=\"field-items[2][answer]-error\"").expect("the field's error");
    let error: String = body[field..].chars().take(900).collect();
    assert!(error.contains("longer than fits here"), "{error}");
}

#[tokio::test]
async fn who_was_later_sees_both_texts() {
    let error = ApiError::Conflict(Conflict::NoLongerSo);
    let fields = [("section", "hero"), ("mark", "old"), ("words[title]", "My own title"), ("words[lead]", BREAKOUT)];
    let form = RefusedForm {
        function: SaveSection::PATH.to_owned(),
        fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        error: error.clone(),
    };
    let address = refused("/admin/landing/sections/hero", SaveSection::url(), &error);
    let answer = crate::support::open_with(viewer(Role::Admin), Page::Desk, &address, Fake::default(), Some(form)).await;
    assert_whole(&answer);
    for words in
        ["Mara has changed this section meanwhile", "My own title", "Make the small course you keep meaning to make", "0123456789abcdef"]
    {
        assert!(answer.body().contains(words), "{words}");
    }
    assert!(!answer.html.contains("<script>alert"));
}

#[tokio::test]
async fn a_preview_shows_the_page_and_is_not_found_by_search_engines() {
    let answer = open_as(viewer(Role::Admin), Page::LandingPreview, "/admin/landing/preview", Fake::default()).await;
    assert_whole(&answer);
    assert!(answer.html.contains("noindex") && answer.html.contains("<base target=\"_blank\">") && !answer.html.contains("canonical"));
    assert!(answer.body().contains(landing().content.sections[0].word(Word::Title)));
    let gone = open_as(viewer(Role::Admin), Page::LandingPreview, "/admin/landing/preview?version=9", Fake::default()).await;
    assert_eq!(gone.status, 404);
}
