//! What students see of a lesson, and from when.

use super::{LESSON, added, desk, id_of, logged, row};
use crate::admin::admin;
use crate::learning::{lesson_id, outline, student};
use crate::on_both;
use crate::support::{Browser, Shop};
use chrono::TimeDelta;
use serde_json::json;

/// A moment as forms hold it.
fn typed(shop: &Shop, ahead: TimeDelta) -> String {
    (shop.core.now() + ahead).format("%Y-%m-%dT%H:%M").to_string()
}

async fn publish(creator: &Browser, id: &str, to: &str, at: &str) -> u16 {
    creator.call("curriculum/publish", &[("lesson", id), ("to", to), ("at", at)]).await.status.as_u16()
}

on_both!(a_scheduled_lesson_is_nowhere_before_its_time, |shop| async move {
    let mara = admin(&shop).await;
    let ada = student(&shop, "ada@example.com").await;
    let (slug, id) = added(&mara, "Zebras at last").await;
    let settings = [("lesson", id.as_str()), ("version", "1"), ("slug", slug.as_str()), ("visibility", "preview"), ("video", "76979871")];
    mara.call("curriculum/save_settings", &settings).await.ok();
    assert_eq!(publish(&mara, &id, "later", &typed(&shop, TimeDelta::days(2))).await, 200);
    let page = format!("/learn/{slug}");
    let questions = format!("/learn/{slug}/questions");
    let report = [
        ("lesson", id.as_str()),
        ("video", "76979871"),
        ("at", "5"),
        ("furthest", "5"),
        ("duration", "100"),
        ("parts", "1"),
        ("rewound", "0"),
        ("session", "0190b5a8-0000-7000-8000-000000000001"),
        ("number", "1"),
        ("age", "0"),
    ];
    let seen = || async {
        let course = outline(&ada).await.to_string().contains("Zebras at last");
        let landing = shop.browser().get("/").await.text.contains("Zebras at last");
        let search = ada.read("search/find", &[("q", "zebras")]).await.ok()["lessons"][0].is_object();
        let preview = shop.browser().get(&format!("/preview/{slug}")).await.status == 200;
        let lesson = ada.get(&page).await.status == 200;
        let asked = ada.read("questions/list", &[("lesson", &slug), ("page", "1"), ("size", "5")]).await.status == 200;
        let ticked = ada.call("learning/mark_complete", &[("lesson", &id)]).await.status == 200;
        ada.call("learning/undo_complete", &[("lesson", &id)]).await;
        [course, landing, search, preview, lesson, ada.get(&questions).await.status == 200, ticked, asked]
    };
    assert_eq!(seen().await, [false; 8]);
    let place = ada.call("learning/position", &report).await.status;
    assert_ne!(place, 200, "no place is saved in it");
    assert_eq!(desk(&mara, &slug).await["reach"]["students"], 1);
    shop.clock.run_ahead(TimeDelta::days(3));
    assert_eq!(seen().await, [true; 8]);
    assert_eq!(outline(&ada).await["progress"]["total"], 11);
});

on_both!(the_mail_about_a_scheduled_lesson_waits_for_it, |shop| async move {
    let mara = admin(&shop).await;
    student(&shop, "ada@example.com").await;
    shop.clock.run_ahead(TimeDelta::minutes(1));
    let (_, id) = added(&mara, "Zebras at last").await;
    publish(&mara, &id, "later", &typed(&shop, TimeDelta::days(2))).await;
    let announced = || async {
        server::services::learning::announcing::sweep(&shop.core).await.unwrap();
        shop.count("SELECT COUNT(*) FROM announcements").await
    };
    shop.clock.run_ahead(TimeDelta::days(1));
    assert_eq!(announced().await, 0);
    shop.clock.run_ahead(TimeDelta::days(3));
    assert_eq!(announced().await, 1);
});

on_both!(no_completion_is_taken_away, |shop| async move {
    let mara = admin(&shop).await;
    let ada = student(&shop, "ada@example.com").await;
    let id = lesson_id(&ada, LESSON).await;
    ada.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
    let ticks = || shop.count("SELECT COUNT(*) FROM lesson_progress WHERE completed_at IS NOT NULL");
    assert_eq!(mara.call("curriculum/remove_lesson", &[("lesson", &id)]).await.status, 409, "students see it");
    for (to, students) in [("draft", json!("Draft")), ("archive", json!("Archived"))] {
        assert_eq!(publish(&mara, &id, to, "").await, 200);
        assert_eq!(desk(&mara, LESSON).await["publication"], students);
        assert_eq!(ada.get(&format!("/learn/{LESSON}")).await.status, 404);
        assert_eq!(outline(&ada).await["progress"], json!({ "done": 0, "total": 9 }));
        assert_eq!(mara.call("curriculum/remove_lesson", &[("lesson", &id)]).await.status, 409, "a student completed it");
        assert_eq!(ticks().await, 1);
    }
    let before = row(&shop, LESSON).await.published_at;
    publish(&mara, &id, "now", "").await;
    assert_eq!(outline(&ada).await["progress"], json!({ "done": 1, "total": 10 }));
    assert_eq!(row(&shop, LESSON).await.published_at, before, "it is not new when it comes back");
    let log = logged(&shop, "lesson.archive").await;
    assert_eq!((&log[0].0["students"], &log[0].1["students"]), (&json!("Draft"), &json!("Archived")));
});

on_both!(a_time_that_had_not_come_is_forgotten, |shop| async move {
    let mara = admin(&shop).await;
    let (slug, id) = added(&mara, "Soon").await;
    assert_eq!(publish(&mara, &id, "later", &typed(&shop, TimeDelta::hours(-1))).await, 422, "it is over");
    assert_eq!(publish(&mara, &id, "later", "soon").await, 422);
    assert_eq!(publish(&mara, &id, "sometimes", "").await, 400);
    publish(&mara, &id, "later", &typed(&shop, TimeDelta::days(2))).await;
    publish(&mara, &id, "draft", "").await;
    assert_eq!(row(&shop, &slug).await.published_at, None);
    publish(&mara, &id, "now", "").await;
    assert!(row(&shop, &slug).await.published_at.is_some_and(|at| at <= shop.core.now()));
});

on_both!(an_untouched_lesson_can_be_deleted_and_its_words_stay, |shop| async move {
    let mara = admin(&shop).await;
    let (slug, id) = added(&mara, "By mistake").await;
    super::save(&mara, &desk(&mara, &slug).await, "0", "Not so bad after all.", false).await;
    assert_eq!(desk(&mara, &slug).await["removable"], true);
    mara.call("curriculum/remove_lesson", &[("lesson", &id)]).await.ok();
    assert_eq!(mara.read("curriculum/lesson", &[("slug", &slug)]).await.status, 404);
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_revisions WHERE source = 'Not so bad after all.'").await, 1);
    assert_eq!(mara.call("curriculum/remove_lesson", &[("lesson", &id)]).await.status, 404);
});

on_both!(a_lesson_that_is_away_cannot_be_shown_by_the_database, |shop| async move {
    let sql = format!("UPDATE lessons SET archived_at = created_at WHERE slug = '{LESSON}'");
    assert!(sea_orm::ConnectionTrait::execute_unprepared(shop.core.db.write(), &sql).await.is_err());
    let mara = admin(&shop).await;
    let id = id_of(&desk(&mara, LESSON).await);
    assert_eq!(publish(&mara, &id, "archive", "").await, 200);
    let sql = format!("UPDATE lessons SET state = 'published' WHERE slug = '{LESSON}'");
    assert!(sea_orm::ConnectionTrait::execute_unprepared(shop.core.db.write(), &sql).await.is_err());
});
