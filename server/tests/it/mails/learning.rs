//! What students are told about their course: lessons that came, a course that rests, a course that is complete.

use super::choices;
use crate::learning::{lesson_id, outline, student};
use crate::on_both;
use crate::support::{Plan, Shop, eventually};
use chrono::TimeDelta;
use entity::{announcement, grant, lesson, lesson_rule};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::Value;
use server::adapters::mail::StoredMail;
use server::jobs::{Job, announce_lessons::AnnounceLessons, runner};
use server::services::learning::{announcing, reminding};
use uuid::Uuid;

/// A shop whose rounds are begun by the test and nothing else.
fn by_hand() -> Plan {
    Plan { background: false, ..Plan::default() }
}

/// Publishes lessons now, as copies of one of the demo's.
async fn publish(shop: &Shop, titles: &[&str]) -> Vec<Uuid> {
    let pattern = lesson::Entity::find().one(shop.core.db.read()).await.unwrap().unwrap();
    let (now, mut ids) = (shop.core.now(), Vec::new());
    for (position, title) in (100..).zip(titles) {
        let id = shop.core.new_id();
        let row = lesson::ActiveModel {
            id: Set(id),
            slug: Set(title.to_lowercase().replace(' ', "-")),
            title: Set((*title).to_owned()),
            position: Set(position),
            visibility: Set("titled".to_owned()),
            state: Set("published".to_owned()),
            created_at: Set(now),
            updated_at: Set(now),
            published_at: Set(Some(now)),
            ..pattern.clone().into_active_model().reset_all()
        };
        lesson::Entity::insert(row).exec_without_returning(shop.core.db.write()).await.unwrap();
        ids.push(id);
    }
    ids
}

async fn news(shop: &Shop) -> Vec<StoredMail> {
    shop.mails().await.into_iter().filter(|mail| mail.subject.starts_with("New in ")).collect()
}

/// Looks whether a round is due, and lets it run to its end.
async fn round(shop: &Shop) -> Vec<StoredMail> {
    announcing::sweep(&shop.core).await.unwrap();
    let open = "SELECT COUNT(*) FROM announcements WHERE finished_at IS NULL";
    for _ in 0..200 {
        runner::run_due(&shop.core).await.unwrap();
        shop.execute("UPDATE jobs SET run_at = created_at WHERE kind = 'announce_lessons'").await;
        if shop.count(open).await == 0 {
            break;
        }
    }
    shop.settles().await;
    news(shop).await
}

on_both!(students_are_told_of_a_new_lesson_once, by_hand(), |shop| async move {
    for email in ["ada@example.com", "ben@example.com", "cyd@example.com", "dan@example.com"] {
        student(&shop, email).await;
    }
    let ben = crate::support::Browser::new(&shop.base);
    crate::sign_in::sign_in(&shop, &ben, "ben@example.com").await;
    ben.call("mails/choose", &[("questions", "on")]).await.ok();
    let cyd = super::user(&shop, "cyd@example.com").await;
    let ended = grant::Entity::update_many().col_expr(grant::Column::EndsAt, Expr::value(shop.core.now() + TimeDelta::minutes(1)));
    ended.filter(grant::Column::UserId.eq(cyd)).exec(shop.core.db.write()).await.unwrap();
    publish(&shop, &["A brand new lesson"]).await;
    student(&shop, "eve@example.com").await;
    let dan = crate::support::Browser::new(&shop.base);
    crate::sign_in::sign_in(&shop, &dan, "dan@example.com").await;
    lesson_id(&dan, "a-brand-new-lesson").await;
    assert!(round(&shop).await.is_empty(), "the creator may still be at work");
    shop.clock.run_ahead(TimeDelta::minutes(61));
    let mails = round(&shop).await;
    let told: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(told, ["ada@example.com"], "not who wants none, has no access, came later, or was there already");
    assert!(mails[0].text.contains("/learn/a-brand-new-lesson") && mails[0].headers.contains_key("List-Unsubscribe"));
    shop.execute("UPDATE lessons SET state = 'draft' WHERE slug = 'a-brand-new-lesson'").await;
    shop.clock.run_ahead(TimeDelta::days(3));
    let again = shop.core.now();
    shop.execute("UPDATE lessons SET state = 'published' WHERE slug = 'a-brand-new-lesson'").await;
    let published = lesson::Entity::update_many().col_expr(lesson::Column::PublishedAt, Expr::value(again));
    published.exec(shop.core.db.write()).await.unwrap();
    shop.clock.run_ahead(TimeDelta::days(6));
    let mails = round(&shop).await;
    let republished = mails.iter().filter(|mail| mail.text.contains("a-brand-new-lesson")).count();
    assert_eq!(republished, 1, "what is published again is not announced again");
});

on_both!(a_launch_of_sixty_lessons_is_one_mail_a_student, by_hand(), |shop| async move {
    student(&shop, "ada@example.com").await;
    let titles: Vec<String> = (1..=60).map(|number| format!("Launched {number}")).collect();
    let ids = publish(&shop, &titles.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let rule = lesson_rule::ActiveModel {
        lesson_id: Set(ids[0]),
        opens_after_days: Set(None),
        opens_at: Set(Some(shop.core.now() + TimeDelta::days(9))),
        after_lesson_id: Set(None),
    };
    lesson_rule::Entity::insert(rule).exec_without_returning(shop.core.db.write()).await.unwrap();
    shop.clock.run_ahead(TimeDelta::hours(2));
    let mails = round(&shop).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.ends_with("60 lessons") && mails[0].text.contains("Launched 1: opens on "), "{}", mails[0].text);
    publish(&shop, &["The next day"]).await;
    shop.clock.run_ahead(TimeDelta::hours(20));
    assert_eq!(round(&shop).await.len(), 1, "one round a day");
    shop.clock.run_ahead(TimeDelta::hours(27));
    assert_eq!(round(&shop).await.len(), 2);
});

/// Gives the course to as many people more.
async fn give_to_more(shop: &Shop, people: u32) {
    let (id, series) = match shop.core.db.backend() {
        DbBackend::Postgres => ("gen_random_uuid()", format!("SELECT n FROM generate_series(1, {people}) AS n")),
        _ => (
            "randomblob(16)",
            format!("WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {people}) SELECT n FROM s"),
        ),
    };
    let address = "'gifted-' || s.n || '@example.com'";
    shop.execute(&format!(
        "INSERT INTO users (id, email, email_normalized, name, role, created_at)
         SELECT {id}, {address}, {address}, '', 'STUDENT', (SELECT MAX(created_at) FROM users) FROM ({series}) s"
    ))
    .await;
    shop.execute(&format!(
        "INSERT INTO grants (id, user_id, product_id, source, starts_at, reason, created_at)
         SELECT {id}, u.id, g.product_id, 'gift', g.starts_at, 'a test', g.created_at
         FROM users u, (SELECT * FROM grants LIMIT 1) g WHERE u.email LIKE 'gifted-%'"
    ))
    .await;
}

on_both!(a_round_goes_on_where_it_was_cut_off_and_writes_to_nobody_twice, by_hand(), |shop| async move {
    student(&shop, "ada@example.com").await;
    give_to_more(&shop, 119).await;
    publish(&shop, &["A brand new lesson"]).await;
    shop.clock.run_ahead(TimeDelta::hours(2));
    announcing::sweep(&shop.core).await.unwrap();
    announcing::sweep(&shop.core).await.unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM announcements").await, 1);
    let round = announcement::Entity::find().one(shop.core.db.read()).await.unwrap().unwrap().id;
    let step = AnnounceLessons { round };
    for _ in 0..4 {
        let (one, other) = tokio::join!(step.run(&shop.core), step.run(&shop.core));
        one.and(other).unwrap();
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'new_lessons'").await, 120);
    assert_eq!(shop.count("SELECT COUNT(DISTINCT recipient) FROM mails WHERE kind = 'new_lessons'").await, 120);
    assert_eq!(shop.count("SELECT COUNT(*) FROM announcements WHERE finished_at IS NULL").await, 0);
});

async fn reminded(shop: &Shop) -> usize {
    reminding::sweep(&shop.core).await.unwrap();
    shop.settles().await;
    shop.mails().await.iter().filter(|mail| mail.subject.starts_with("Shall we go on")).count()
}

on_both!(only_who_asked_is_reminded_of_a_course_that_rests, by_hand(), |shop| async move {
    let (ada, _ben) = (student(&shop, "ada@example.com").await, student(&shop, "ben@example.com").await);
    lesson_id(&ada, "talk-to-five-people").await;
    ada.call("mails/choose", &[("stalled", "on")]).await.ok();
    assert_eq!(choices(&ada).await[3]["wanted"], true);
    shop.clock.run_ahead(TimeDelta::days(13));
    assert_eq!(reminded(&shop).await, 0);
    shop.clock.run_ahead(TimeDelta::days(15));
    assert_eq!(reminded(&shop).await, 1);
    let mail = shop.mails().await.into_iter().find(|mail| mail.subject.starts_with("Shall")).unwrap();
    assert!(mail.to == "ada@example.com" && mail.text.contains("/learn/talk-to-five-people"), "{} {}", mail.to, mail.text);
    shop.clock.run_ahead(TimeDelta::days(44));
    assert_eq!(reminded(&shop).await, 1, "once in thirty days at most");
    shop.clock.run_ahead(TimeDelta::days(46));
    assert_eq!(reminded(&shop).await, 2);
    shop.execute("UPDATE lessons SET state = 'draft'").await;
    shop.clock.run_ahead(TimeDelta::days(90));
    assert_eq!(reminded(&shop).await, 2, "nobody is called to a closed door");
});

on_both!(completing_the_course_is_one_mail_with_the_way_to_the_certificate, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let course: Value = outline(&ada).await;
    let lessons: Vec<_> = course["modules"].as_array().unwrap().iter().flat_map(|module| module["lessons"].as_array().unwrap()).collect();
    let ids: Vec<_> = lessons.iter().map(|lesson| lesson["id"].as_str().unwrap()).collect();
    for id in &ids {
        ada.call("learning/mark_complete", &[("lesson", id)]).await.ok();
    }
    ada.call("learning/undo_complete", &[("lesson", ids[0])]).await.ok();
    ada.call("learning/mark_complete", &[("lesson", ids[0])]).await.ok();
    let congratulations =
        || async { shop.mails().await.into_iter().filter(|mail| mail.subject.starts_with("You have completed")).collect::<Vec<_>>() };
    eventually("the mail arrives", || async { !congratulations().await.is_empty() }).await;
    shop.settles().await;
    let mails = congratulations().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].to == "ada@example.com" && mails[0].text.contains("/learn/certificate"), "{}", mails[0].text);
});
