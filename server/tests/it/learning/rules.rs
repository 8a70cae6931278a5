//! When lessons open, and what is new.

use super::{lesson_id, outline, student};
use crate::on_both;
use crate::support::{Browser, Shop};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{lesson, lesson_rule};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

const FIRST: &str = "choose-one-promise";
const SECOND: &str = "talk-to-five-people";
const THIRD: &str = "outline-backwards";

async fn id_of(shop: &Shop, slug: &str) -> Uuid {
    lesson::Entity::find().filter(lesson::Column::Slug.eq(slug)).one(shop.core.db.read()).await.unwrap().unwrap().id
}

async fn rule(shop: &Shop, slug: &str, days: Option<i32>, at: Option<DateTime<Utc>>, after: Option<&str>) {
    let after_lesson_id = match after {
        Some(slug) => Some(id_of(shop, slug).await),
        None => None,
    };
    let row = lesson_rule::ActiveModel {
        lesson_id: Set(id_of(shop, slug).await),
        opens_after_days: Set(days),
        opens_at: Set(at),
        after_lesson_id: Set(after_lesson_id),
    };
    lesson_rule::Entity::insert(row).exec_without_returning(shop.core.db.write()).await.unwrap();
}

async fn open(browser: &Browser, slug: &str) -> (u16, Value) {
    let answer = browser.read("learning/lesson", &[("slug", slug)]).await;
    (answer.status.as_u16(), answer.json())
}

async fn item(browser: &Browser, index: usize) -> Value {
    outline(browser).await["modules"][0]["lessons"][index].clone()
}

on_both!(a_dripped_lesson_says_when_it_opens_and_does, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    rule(&shop, SECOND, Some(7), None, None).await;
    let (status, error) = open(&browser, SECOND).await;
    let opens_at: DateTime<Utc> = error["Closed"]["OpensAt"].as_str().unwrap_or_else(|| panic!("{error}")).parse().unwrap();
    let left = opens_at - shop.core.now();
    assert!(status == 403 && left > TimeDelta::days(7) - TimeDelta::minutes(5) && left <= TimeDelta::days(7), "{error}");
    let page = browser.get(&format!("/learn/{SECOND}")).await;
    assert_eq!(page.status, 403);
    assert!(page.text.contains("This lesson opens on ") && page.text.contains("<time datetime="), "{}", page.text);
    assert!(!page.text.contains("player.vimeo.com"), "a shut lesson shows no video");
    let course = outline(&browser).await;
    assert_eq!(course["upcoming"], json!([{ "title": "Talk to five people", "at": error["Closed"]["OpensAt"] }]));
    assert_eq!(item(&browser, 1).await["closed"], json!({ "OpensAt": error["Closed"]["OpensAt"] }));
    shop.clock.run_ahead(TimeDelta::days(7) - TimeDelta::minutes(10));
    assert_eq!(open(&browser, SECOND).await.0, 403);
    shop.clock.run_ahead(TimeDelta::days(7));
    assert_eq!(open(&browser, SECOND).await.0, 200);
    assert_eq!(item(&browser, 1).await["closed"], Value::Null);
});

on_both!(what_is_completed_stays_open, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let id = lesson_id(&browser, SECOND).await;
    browser.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
    rule(&shop, SECOND, None, Some(shop.core.now() + TimeDelta::days(2)), Some(FIRST)).await;
    rule(&shop, THIRD, None, Some(shop.core.now() + TimeDelta::days(2)), None).await;
    assert_eq!(open(&browser, SECOND).await.0, 200);
    assert_eq!(open(&browser, THIRD).await.0, 403);
    let third = id_of(&shop, THIRD).await.to_string();
    let tick = browser.call("learning/mark_complete", &[("lesson", &third)]).await;
    assert!(tick.status == 403 && tick.json()["Closed"]["OpensAt"].is_string(), "{}", tick.text);
});

on_both!(a_lesson_opens_after_another, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    rule(&shop, THIRD, None, None, Some(SECOND)).await;
    // A condition that stands later in the course holds nobody up: else two lessons could wait for each other.
    rule(&shop, SECOND, None, None, Some(THIRD)).await;
    let second = lesson_id(&browser, SECOND).await;
    assert_eq!(open(&browser, THIRD).await, (403, json!({ "Closed": { "After": second } })));
    let page = browser.get(&format!("/learn/{THIRD}")).await;
    assert!(page.status == 403 && page.text.contains("when you have completed"), "{}", page.text);
    browser.call("learning/mark_complete", &[("lesson", &second)]).await.ok();
    assert_eq!(open(&browser, THIRD).await.0, 200);
    browser.call("learning/undo_complete", &[("lesson", &second)]).await.ok();
    shop.execute(&format!("UPDATE lessons SET state = 'draft' WHERE slug = '{SECOND}'")).await;
    assert_eq!(open(&browser, THIRD).await.0, 200);
});

on_both!(access_that_ended_says_when, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let update = entity::grant::Entity::update_many()
        .col_expr(entity::grant::Column::EndsAt, sea_orm::sea_query::Expr::value(shop.core.now() + TimeDelta::days(1)));
    update.exec(shop.core.db.write()).await.unwrap();
    assert_eq!(browser.get("/learn").await.status, 200);
    shop.clock.run_ahead(TimeDelta::days(2));
    let page = browser.get("/learn").await;
    assert!(page.status == 403 && page.text.contains("Your access has ended") && page.text.contains("<time datetime="), "{}", page.text);
    assert!(browser.read("learning/outline", &[]).await.json()["Closed"]["Access"]["EndedAt"].is_string());
    shop.execute("UPDATE grants SET ends_at = NULL").await;
});

/// Lets the creator publish a lesson.
async fn publish(shop: &Shop, lesson: Uuid) {
    let creator = crate::admin::admin(shop).await;
    creator.call("curriculum/publish", &[("lesson", &lesson.to_string()), ("to", "now")]).await.ok();
}

on_both!(a_course_that_grows_is_still_complete, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    shop.execute(&format!("UPDATE lessons SET state = 'draft', published_at = NULL WHERE slug = '{THIRD}'")).await;
    for slug in ["write-to-be-followed", FIRST, SECOND] {
        let id = lesson_id(&browser, slug).await;
        browser.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
    }
    shop.execute("UPDATE lessons SET state = 'draft' WHERE module_id NOT IN (SELECT id FROM modules WHERE slug = 'plan')").await;
    assert_eq!(outline(&browser).await["progress"], json!({ "done": 3, "total": 3 }));
    assert_eq!(shop.count("SELECT COUNT(*) FROM course_completions").await, 1);
    // A lesson comes: it is new, and nothing is taken away.
    shop.clock.run_ahead(TimeDelta::hours(1));
    publish(&shop, id_of(&shop, THIRD).await).await;
    let course = outline(&browser).await;
    assert_eq!(course["progress"], json!({ "done": 3, "total": 3 }));
    assert_eq!(course["fresh"], json!([{ "slug": THIRD, "title": "Outline backwards from the result", "closed": null }]));
    assert_eq!(item(&browser, 2).await["fresh"], json!(true));
    let id = lesson_id(&browser, THIRD).await;
    assert_eq!(outline(&browser).await["fresh"], json!([]));
    browser.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
    assert_eq!(outline(&browser).await["progress"], json!({ "done": 4, "total": 4 }));
    browser.call("learning/undo_complete", &[("lesson", &id)]).await.ok();
    assert_eq!(outline(&browser).await["progress"], json!({ "done": 3, "total": 3 }));
    // Moving and renaming lose no tick.
    shop.execute(&format!("UPDATE lessons SET position = 99, title = 'Another name', slug = 'another' WHERE slug = '{FIRST}'")).await;
    assert_eq!(outline(&browser).await["progress"], json!({ "done": 3, "total": 3 }));
});

on_both!(a_lesson_that_comes_back_is_not_new, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let id = id_of(&shop, SECOND).await;
    shop.clock.run_ahead(TimeDelta::days(1));
    shop.execute("UPDATE lessons SET state = 'draft'").await;
    publish(&shop, id).await;
    let course = outline(&browser).await;
    assert_eq!((course["fresh"].clone(), course["next"]["slug"].clone()), (json!([]), json!(SECOND)));
});

on_both!(what_students_have_done_keeps_its_lesson, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let id = lesson_id(&browser, SECOND).await;
    browser.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
    lesson_id(&browser, THIRD).await;
    let db = shop.core.db.write();
    let delete = |slug: &'static str| lesson::Entity::delete_many().filter(lesson::Column::Slug.eq(slug));
    let refused = delete(SECOND).exec(db).await.expect_err("a tick keeps its lesson");
    assert!(refused.to_string().contains("lessons_done_by_students_stay"), "{refused}");
    // Who only looked has done nothing, and a tick that was taken back is none.
    assert_eq!(delete(THIRD).exec(db).await.unwrap().rows_affected, 1);
    browser.call("learning/undo_complete", &[("lesson", &id)]).await.ok();
    assert_eq!(delete(SECOND).exec(db).await.unwrap().rows_affected, 1);
});

on_both!(a_lesson_says_whether_the_next_one_is_open, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let opens_at = shop.core.now() + TimeDelta::days(2);
    rule(&shop, SECOND, None, Some(opens_at), None).await;
    let lesson = browser.read("learning/lesson", &[("slug", FIRST)]).await.ok();
    let told: DateTime<Utc> = lesson["next"]["closed"]["OpensAt"].as_str().unwrap_or_else(|| panic!("{lesson}")).parse().unwrap();
    assert!((told - opens_at).abs() < TimeDelta::seconds(1));
    assert_eq!(browser.read("learning/lesson", &[("slug", THIRD)]).await.ok()["next"]["closed"], Value::Null);
});
