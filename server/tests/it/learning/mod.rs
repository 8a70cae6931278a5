//! The course: progress and access.

pub mod certificates;
mod notes;
mod pages;
mod positions;
mod rules;
mod statements;

use crate::on_both;
use crate::support::{Browser, Shop};
use serde_json::{Value, json};

/// A browser that owns the course and is signed in.
pub async fn student(shop: &Shop, email: &str) -> Browser {
    let browser = shop.browser();
    let started = shop.buy(&browser, email).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    browser
}

pub async fn outline(browser: &Browser) -> Value {
    browser.read("learning/outline", &[]).await.ok()
}

pub async fn lesson_id(browser: &Browser, slug: &str) -> String {
    browser.read("learning/lesson", &[("slug", slug)]).await.ok()["id"].as_str().unwrap().to_owned()
}

/// Lets an hour pass in which every access ends.
async fn end_access(shop: &Shop) {
    use sea_orm::{EntityTrait, sea_query::Expr};
    let ends_at = Expr::value(shop.core.now() + chrono::TimeDelta::minutes(30));
    let update = entity::grant::Entity::update_many().col_expr(entity::grant::Column::EndsAt, ends_at);
    update.exec(shop.core.db.write()).await.unwrap();
    shop.clock.run_ahead(chrono::TimeDelta::hours(1));
}

/// Gives it back.
async fn renew_access(shop: &Shop) {
    shop.execute("UPDATE grants SET ends_at = NULL").await;
}

on_both!(a_tick_is_kept_and_can_be_taken_back, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let first = outline(&browser).await["next"]["slug"].as_str().unwrap().to_owned();
    let id = lesson_id(&browser, &first).await;
    for _ in 0..2 {
        let done = browser.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
        assert_eq!(done["progress"], json!({ "done": 1, "total": 10 }));
    }
    let after = outline(&browser).await;
    assert_eq!(after["progress"]["done"], 1);
    assert_ne!(after["next"]["slug"], json!(first));
    let undone = browser.call("learning/undo_complete", &[("lesson", &id)]).await.ok();
    assert_eq!(undone, json!({ "completed_at": null, "progress": { "done": 0, "total": 10 } }));
});

on_both!(a_change_of_the_course_is_seen_at_once_whoever_made_it, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    assert_eq!(outline(&browser).await.pointer("/modules/0/lessons/1/slug"), Some(&json!("talk-to-five-people")));
    let changes = [
        ("UPDATE courses SET title = 'Another course'", "/course_title"),
        ("UPDATE modules SET title = 'Another module' WHERE position = (SELECT MIN(position) FROM modules)", "/modules/0/title"),
        ("UPDATE lessons SET title = 'Another lesson' WHERE slug = 'talk-to-five-people'", "/modules/0/lessons/1/title"),
        (
            "INSERT INTO lesson_rules (lesson_id, opens_after_days) SELECT id, 7 FROM lessons WHERE slug = 'talk-to-five-people'",
            "/modules/0/lessons/1/closed",
        ),
        ("UPDATE lesson_rules SET opens_after_days = 8", "/modules/0/lessons/1/closed"),
        ("DELETE FROM lesson_rules", "/modules/0/lessons/1/closed"),
        ("UPDATE lessons SET state = 'draft' WHERE slug = 'talk-to-five-people'", "/modules/0/lessons/1/slug"),
    ];
    for (change, place) in changes {
        let before = outline(&browser).await;
        shop.execute(change).await;
        assert_ne!(outline(&browser).await.pointer(place), before.pointer(place), "{change}");
    }
});

on_both!(one_students_ticks_are_not_anothers, |shop| async move {
    let (ada, ben) = (student(&shop, "ada@example.com").await, student(&shop, "ben@example.com").await);
    let slug = outline(&ada).await["next"]["slug"].as_str().unwrap().to_owned();
    let id = lesson_id(&ada, &slug).await;
    ada.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
    assert_eq!(outline(&ben).await["progress"]["done"], 0);
});

on_both!(a_student_continues_after_the_lesson_they_saw_last, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    lesson_id(&browser, "talk-to-five-people").await;
    assert_eq!(outline(&browser).await["next"]["slug"], "talk-to-five-people");
});

on_both!(who_did_not_buy_stays_outside, |shop| async move {
    let stranger = shop.browser();
    assert_eq!(stranger.get("/learn").await.status, 303);
    assert_eq!(stranger.read("learning/outline", &[]).await.status, 401);
    crate::sign_in::sign_in(&shop, &stranger, server::services::seed::DEMO_ADMIN).await;
    assert_eq!(stranger.read("learning/outline", &[]).await.status, 403);
    assert_eq!(stranger.get("/learn/choose-one-promise").await.status, 403);
    assert_eq!(stranger.get("/preview/choose-one-promise").await.status, 200);
    assert_eq!(stranger.get("/preview/talk-to-five-people").await.status, 404);
});

on_both!(a_draft_is_not_there, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let id = lesson_id(&browser, "talk-to-five-people").await;
    shop.execute("UPDATE lessons SET state = 'draft' WHERE slug = 'talk-to-five-people'").await;
    assert_eq!(browser.get("/learn/talk-to-five-people").await.status, 404);
    assert_eq!(browser.call("learning/mark_complete", &[("lesson", &id)]).await.status, 404);
    assert_eq!(browser.call("learning/mark_complete", &[("lesson", "nonsense")]).await.status, 400);
});
