//! Previews: what an imagined student sees at any time, with nothing written.

use super::admin;
use crate::on_both;
use crate::support::{Browser, Plan, Shop};
use app::api::dto::Imagined;
use chrono::TimeDelta;
use entity::{lesson, lesson_rule};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};
use std::collections::BTreeMap;

const SECOND: &str = "talk-to-five-people";

/// How many rows every table has.
async fn rows(shop: &Shop) -> BTreeMap<String, i64> {
    let db = shop.core.db.read();
    let tables = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'",
    };
    let found = db.query_all_raw(Statement::from_string(db.get_database_backend(), tables)).await.unwrap();
    let mut counts = BTreeMap::new();
    for row in found {
        let table: String = row.try_get("", "name").unwrap();
        counts.insert(table.clone(), shop.count(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    counts
}

/// The second lesson opens a week after the purchase.
async fn drip(shop: &Shop) {
    let db = shop.core.db.write();
    let lesson = lesson::Entity::find().filter(lesson::Column::Slug.eq(SECOND)).one(db).await.unwrap().unwrap().id;
    let row = lesson_rule::ActiveModel {
        lesson_id: Set(lesson),
        opens_after_days: Set(Some(7)),
        opens_at: Set(None),
        after_lesson_id: Set(None),
    };
    lesson_rule::Entity::insert(row).exec_without_returning(db).await.unwrap();
}

async fn seen(admin: &Browser, page: &str, query: &str) -> String {
    let answer = admin.get(&format!("/admin/preview/{page}?{query}")).await;
    assert_eq!(answer.status, 200, "{page} {query}");
    answer.text.replace("<!>", "")
}

on_both!(no_page_of_the_preview_writes_a_row, Plan { background: false, funnel: true, ..Plan::default() }, |shop| async move {
    let admin = admin(&shop).await;
    shop.settles().await;
    drip(&shop).await;
    let before = rows(&shop).await;
    assert!(before.len() > 60 && before["lessons"] == 10, "{before:?}");
    let choices = admin.read("admin/preview_choices", &[]).await.ok();
    let (extra, tier) = (choices["extras"][0]["offer"].as_str().unwrap(), choices["tiers"][1]["id"].as_str().unwrap());
    let later = "at=2030-01-01T10%3A00&days=12";
    let with = format!("student=owns&with={extra}&tier={tier}&coupon=WELCOME10");
    for query in ["", later, &with, "student=never&coupon=WELCOME10", "student=refunded&days=3", "student=expired", "sold_out=1"] {
        for page in ["landing", "checkout", "learn", "learn/choose-one-promise", &format!("learn/{SECOND}")] {
            seen(&admin, page, query).await;
        }
    }
    assert_eq!(admin.get("/admin/preview/learn/no-such-lesson").await.status, 404);
    assert_eq!(rows(&shop).await, before);
});

on_both!(a_reader_cannot_write, |shop| async move {
    let reader = shop.core.reading();
    assert!(reader.db().execute_unprepared("DELETE FROM users").await.is_err());
    let sneaky = Statement::from_string(reader.db().get_database_backend(), "DELETE FROM users RETURNING id");
    assert!(reader.db().query_all_raw(sneaky).await.is_err());
    let nobody = uuid::Uuid::nil();
    assert!(server::repo::learning::visit(reader.db(), nobody, nobody, reader.now).await.is_err());
    assert_eq!(shop.count("SELECT COUNT(*) FROM users WHERE role = 'ADMIN'").await, 1);
});

on_both!(a_lesson_opens_by_the_days_since_an_imagined_purchase, |shop| async move {
    let admin = admin(&shop).await;
    drip(&shop).await;
    let shut = seen(&admin, &format!("learn/{SECOND}"), "days=6").await;
    assert!(shut.contains("This lesson opens on ") && !shut.contains("player.vimeo.com"), "{shut}");
    let open = seen(&admin, &format!("learn/{SECOND}"), "days=7").await;
    assert!(open.contains("player.vimeo.com") && open.contains("Mark as complete"), "{open}");
    let dashboard = seen(&admin, "learn", "days=6").await;
    assert!(dashboard.contains("Welcome, Sam") && dashboard.contains("Opens on "), "{dashboard}");
    let month = (shop.core.now() + TimeDelta::days(30)).format("%Y-%m-%dT%H:%M").to_string();
    let later = seen(&admin, "learn", &format!("at={month}")).await;
    assert!(later.contains("Opens on "), "bought on that day: {later}");
    for (student, words) in [
        ("never", "Your account has no access to this course"),
        ("refunded", "Your access was taken back"),
        ("expired", "Your access has ended"),
    ] {
        let shut = seen(&admin, "learn", &format!("student={student}&days=12")).await;
        assert!(shut.contains(words), "{student}: {shut}");
    }
});

on_both!(the_sale_is_seen_as_it_is_imagined, |shop| async move {
    let admin = admin(&shop).await;
    assert!(seen(&admin, "landing", "student=never&sold_out=1").await.contains("Every seat is taken."));
    assert!(seen(&admin, "checkout", "student=never&sold_out=1").await.contains("Join the waitlist"));
    let closed = (shop.core.now() + TimeDelta::days(31)).format("%Y-%m-%dT%H:%M").to_string();
    assert!(seen(&admin, "landing", &format!("at={closed}")).await.contains("Enrolment is closed"));
    let regular = (shop.core.now() + TimeDelta::days(15)).format("%Y-%m-%dT%H:%M").to_string();
    assert!(seen(&admin, "landing", &format!("at={regular}")).await.contains("€199"), "the early price is over by then");
    let choices = admin.read("admin/preview_choices", &[]).await.ok();
    let tier = choices["tiers"].as_array().unwrap().iter().find(|tier| tier["label"] == "Regular").unwrap();
    let checkout = seen(&admin, "checkout", &format!("student=never&coupon=WELCOME10&tier={}", tier["id"].as_str().unwrap())).await;
    assert!(checkout.contains("€179.10") && checkout.contains("WELCOME10"), "a tenth off the regular price: {checkout}");
    assert!(seen(&admin, "checkout", "student=never&coupon=NOPE").await.contains("We don’t know this code."));
    assert!(seen(&admin, "checkout", "student=owns").await.contains("own"), "who owns it is not sold it again");
    let bump = choices["extras"].as_array().unwrap().iter().find(|extra| extra["title"] == "Templates pack").unwrap();
    assert!(seen(&admin, "checkout", "student=never").await.contains("Templates pack"));
    let with = seen(&admin, "checkout", &format!("student=never&with={}", bump["offer"].as_str().unwrap())).await;
    assert!(!with.contains("Templates pack"), "what is owned is not offered: {with}");
});

on_both!(a_preview_is_inert_and_its_links_stay_inside, |shop| async move {
    let admin = admin(&shop).await;
    let query = "student=owns&days=12&coupon=WELCOME10";
    assert_eq!(Imagined::read(query).unwrap().query().len(), 3);
    for page in ["landing", "checkout", "learn", "learn/choose-one-promise"] {
        let answer = admin.get(&format!("/admin/preview/{page}?{query}")).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("form-action 'none'") && !policy.contains("script-src"), "{policy}");
        let text = answer.text;
        assert!(text.contains("Preview as of ") && text.contains("bought 12 days ago") && text.contains("href=\"/admin\""), "{text}");
        assert!(!text.contains("<script") && !text.contains("action=") && !text.contains(" style=\""), "{page}: {text}");
        for tag in text.split('<').filter(|tag| ["button", "input", "select", "textarea"].iter().any(|name| tag.starts_with(name))) {
            assert!(tag.contains(" disabled"), "{page}: {tag}");
        }
        for link in text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).filter(|link| link.starts_with('/')) {
            assert!(link.starts_with("/admin") || link.starts_with("/pkg/") || link == "/favicon.svg", "{page} leads to {link}");
        }
    }
    let dashboard = seen(&admin, "learn", query).await;
    let lesson = "href=\"/admin/preview/learn/choose-one-promise?student=owns&amp;days=12&amp;coupon=WELCOME10\"";
    assert!(dashboard.contains(lesson), "{dashboard}");
});

on_both!(what_makes_no_sense_leads_back_to_the_form, |shop| async move {
    let admin = admin(&shop).await;
    let answer = admin.get("/admin/preview/learn?days=-4&coupon=TEN").await;
    let back = answer.headers["location"].to_str().unwrap().to_owned();
    assert_eq!((answer.status.as_u16(), back.as_str()), (303, "/admin/preview?days=-4&coupon=TEN"));
    let form = admin.get(&back).await;
    assert_eq!(form.status, 422);
    assert!(form.text.contains("Please enter a whole number of days") && form.text.contains("value=\"-4\""), "{}", form.text);
});
