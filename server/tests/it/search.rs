//! Search in the course: what is found, what is not, and by whom.

use crate::learning::student;
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Browser, Shop, eventually};
use chrono::TimeDelta;
use domain::search::Query;
use entity::lesson;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use server::repo::search::{self, Document, Kind};
use uuid::Uuid;

const ROOM: &str = "a-quiet-room";

async fn find(browser: &Browser, typed: &str) -> Value {
    let typed: String = domain::source::encoded(typed);
    browser.read("search/find", &[("q", &typed)]).await.ok()
}

fn slugs(found: &Value, group: &str) -> Vec<String> {
    found[group].as_array().unwrap().iter().map(|hit| hit["lesson_slug"].as_str().unwrap().to_owned()).collect()
}

fn text(parts: &Value) -> String {
    parts.as_array().unwrap().iter().map(|part| part["text"].as_str().unwrap()).collect()
}

async fn id_of(shop: &Shop, slug: &str) -> Uuid {
    lesson::Entity::find().filter(lesson::Column::Slug.eq(slug)).one(shop.core.db.read()).await.unwrap().unwrap().id
}

async fn user(shop: &Shop, email: &str) -> Uuid {
    server::repo::identity::by_email(shop.core.db.read(), email).await.unwrap().unwrap().id
}

async fn note(shop: &Shop, of: Uuid, owner: &str, body: &str) {
    let document = Document {
        kind: Kind::Note,
        of,
        lesson: id_of(shop, ROOM).await,
        owner: Some(user(shop, owner).await),
        title: "",
        body,
        updated_at: shop.core.now(),
    };
    search::put(shop.core.db.write(), &document).await.unwrap();
}

async fn question(shop: &Shop, of: Uuid, title: &str, body: &str) {
    let lesson = id_of(shop, ROOM).await;
    let document = Document { kind: Kind::Question, of, lesson, owner: None, title, body, updated_at: shop.core.now() };
    search::put(shop.core.db.write(), &document).await.unwrap();
}

on_both!(lessons_are_found_by_title_and_text_and_the_best_comes_first, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let found = find(&ada, "quiet ro").await;
    assert_eq!(slugs(&found, "lessons")[0], ROOM);
    assert_eq!(found["lessons"][0]["title"].as_array().unwrap().iter().filter(|part| part["found"] == true).count(), 2);
    assert_eq!(find(&ada, "QUIET, room!").await["lessons"][0]["lesson_slug"], ROOM);
    assert!(slugs(&find(&ada, "qui room").await, "lessons").is_empty(), "only the last word may be the beginning of one");
    assert_eq!(find(&ada, "").await, json!({ "looked": false, "lessons": [], "questions": [], "notes": [] }));
    let page = ada.get("/learn/search?q=quiet+room").await;
    assert!(page.status == 200 && page.text.contains("<mark>quiet"), "{}", page.text);
    assert!(ada.get("/learn/search?q=nowhere").await.text.contains("Nothing was found for"));
});

on_both!(both_databases_find_the_same_in_the_same_order, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let titles = ["Noise", "Noise and more noise", "Über Lärm", "A 2nd noise", "Mikrofon"];
    for (number, title) in (1_u128..).zip(titles) {
        question(
            &shop,
            Uuid::from_u128(number),
            title,
            "Is a half-open door *noise*? Write to me@example.com or see https://x.example/a-b.",
        )
        .await;
    }
    let order = |found: &Value| found["questions"].as_array().unwrap().iter().map(|hit| text(&hit["title"])).collect::<Vec<_>>();
    assert_eq!(order(&find(&ada, "noise").await)[3..], ["Mikrofon", "Über Lärm"], "titles before texts, then the newest");
    for (typed, count) in
        [("über", 1), ("ÜBER lär", 1), ("uber", 0), ("2nd", 1), ("half open", 5), ("example", 5), ("me example com", 5), ("doo", 5)]
    {
        assert_eq!(order(&find(&ada, typed).await).len(), count, "{typed}");
    }
});

on_both!(nothing_typed_breaks_it, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    note(&shop, Uuid::from_u128(1), "ada@example.com", &format!("a nul\0 byte 🎈 {}", "long ".repeat(200_000))).await;
    for typed in [
        "\"",
        "'",
        "\"room",
        "room\"*",
        "NEAR(room, 3)",
        "room AND",
        "OR",
        "NOT room",
        "title_words:room",
        "room^2",
        "-room",
        "{a b}: c",
        "(",
        ")))",
        "room & | !",
        "room:*",
        "room <-> quiet",
        "\\",
        "%",
        "_",
        "\0",
        "ro\0om",
        "🎈",
        "½",
        "\u{202e}moor",
        "$1",
        "?1",
        "; DROP TABLE lessons; --",
    ] {
        let found = find(&ada, typed).await;
        assert!(found["lessons"].is_array(), "{typed:?}");
    }
    for typed in ["room'; --", "\"room\"", "room*", "ROOM^2", "-room"] {
        assert!(!slugs(&find(&ada, typed).await, "lessons").is_empty() || typed == "ROOM^2", "{typed}: the word is found");
    }
    let query = Query::parse(&"room ".repeat(200_000)).unwrap();
    search::find(shop.core.db.read(), user(&shop, "ada@example.com").await, &query, 20, shop.core.now()).await.unwrap();
    let page = ada.get("/learn/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
    assert!(page.status == 200 && !page.text.contains("<script>alert"), "{}", page.text);
});

on_both!(a_note_is_found_by_its_writer_alone, |shop| async move {
    let (ada, ben) = (student(&shop, "ada@example.com").await, student(&shop, "ben@example.com").await);
    note(&shop, Uuid::from_u128(1), "ada@example.com", "My zanzibar idea").await;
    let found = find(&ada, "zanzibar").await;
    assert_eq!((slugs(&found, "notes"), text(&found["notes"][0]["excerpt"])), (vec![ROOM.to_owned()], "My zanzibar idea".to_owned()));
    assert!(slugs(&find(&ben, "zanzibar").await, "notes").is_empty());
    note(&shop, Uuid::from_u128(1), "ada@example.com", "Changed to madagascar").await;
    assert!(slugs(&find(&ada, "zanzibar").await, "notes").is_empty(), "what was written before is forgotten");
    assert_eq!(slugs(&find(&ada, "madagascar").await, "notes").len(), 1);
    search::remove(shop.core.db.write(), Kind::Note, Uuid::from_u128(1)).await.unwrap();
    assert!(slugs(&find(&ada, "madagascar").await, "notes").is_empty());
});

on_both!(drafts_are_not_found_and_shut_lessons_only_by_their_title, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    question(&shop, Uuid::from_u128(1), "About the quiet room", "").await;
    shop.execute(&format!(
        "UPDATE lessons SET title = 'A zanzibar room', summary = 'Madagascar', visibility = 'titled' WHERE slug = '{ROOM}'"
    ))
    .await;
    shop.execute(&format!("UPDATE lessons SET updated_at = (SELECT MAX(created_at) FROM users) WHERE slug = '{ROOM}'")).await;
    eventually("what was written is found", || async { slugs(&find(&ada, "zanzibar").await, "lessons") == [ROOM] }).await;
    assert_eq!(slugs(&find(&ada, "madagascar").await, "lessons"), [ROOM]);
    let rule = entity::lesson_rule::ActiveModel {
        lesson_id: sea_orm::ActiveValue::Set(id_of(&shop, ROOM).await),
        opens_after_days: sea_orm::ActiveValue::Set(None),
        opens_at: sea_orm::ActiveValue::Set(Some(shop.core.now() + TimeDelta::days(1))),
        after_lesson_id: sea_orm::ActiveValue::Set(None),
    };
    entity::lesson_rule::Entity::insert(rule).exec_without_returning(shop.core.db.write()).await.unwrap();
    let found = find(&ada, "zanzibar").await;
    assert_eq!((&found["lessons"][0]["shut"], &found["lessons"][0]["excerpt"]), (&json!(true), &json!([])));
    assert!(slugs(&find(&ada, "madagascar").await, "lessons").is_empty(), "its text does not even tell that it has a word");
    assert!(slugs(&find(&ada, "about the quiet").await, "questions").is_empty());
    shop.execute(&format!("UPDATE lessons SET state = 'draft' WHERE slug = '{ROOM}'")).await;
    let found = find(&ada, "room").await;
    assert!(!slugs(&found, "lessons").contains(&ROOM.to_owned()) && slugs(&found, "questions").is_empty());
});

on_both!(who_does_not_own_the_course_searches_nothing, |shop| async move {
    let stranger = shop.browser();
    assert_eq!(stranger.read("search/find", &[("q", "room")]).await.status, 401);
    assert_eq!(stranger.get("/learn/search?q=room").await.status, 303);
    sign_in(&shop, &stranger, server::services::seed::DEMO_ADMIN).await;
    assert_eq!(stranger.read("search/find", &[("q", "room")]).await.status, 403);
    assert_eq!(stranger.get("/learn/search?q=room").await.status, 403);
});
