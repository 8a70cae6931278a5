//! Whatever an admin changes is written down.

use super::{admin, functions, given, landing, paid_order, person};
use crate::identity::factor::enrol;
use crate::on_both;
use crate::questions;
use crate::sign_in::sign_in;
use crate::support::{Browser, Shop};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use server::jobs::{Job, send_mail::SendMail};
use uuid::Uuid;

/// What a call sends.
pub type Form = Vec<(&'static str, String)>;

pub fn form<const N: usize>(fields: [(&'static str, &str); N]) -> Form {
    fields.map(|(name, value)| (name, value.to_owned())).to_vec()
}

/// Prepares the world for one successful call of a writing function and gives what it sends. Every function of the panel that
/// writes has a line here.
async fn prepare(shop: &Shop, admin: &Browser, function: &str) -> Form {
    let email = format!("{}@example.com", shop.core.new_id().simple());
    let reason = ("reason", "a test");
    match function {
        "admin/extend_sale" => form([("until", "2099-12-24T18:00")]),
        "admin/refund_order" => form([("public_id", &paid_order(shop, &email).await.0), reason]),
        "admin/add_person" => form([("email", &email), reason]),
        "admin/grant" | "admin/erase_person" => form([("person", &given(shop, admin, &email).await), reason]),
        "admin/extend_grant" => form([("grant", &grant_of(shop, admin, &email).await), ("until", "2099-12-24"), reason]),
        "admin/revoke_grant" => form([("grant", &grant_of(shop, admin, &email).await), reason]),
        "admin/end_sessions" => {
            let who = given(shop, admin, &email).await;
            sign_in(shop, &shop.browser(), &email).await;
            form([("person", &who)])
        }
        "admin/forget_factor" => {
            let who = given(shop, admin, &email).await;
            let browser = shop.browser();
            sign_in(shop, &browser, &email).await;
            enrol(shop, &browser).await;
            form([("person", &who), reason])
        }
        "admin/send_link" => form([("person", &given(shop, admin, &email).await)]),
        "admin/change_email" => form([("person", &given(shop, admin, &email).await), ("email", &format!("new.{email}"))]),
        "admin/apply_import" => form([("id", &super::imports::read(admin, &format!("e-mail\n{email}")).await)]),
        "admin/repair" => form([("order", &paid_order(shop, &email).await.0)]),
        "admin/replay_webhook" => {
            paid_order(shop, &email).await;
            shop.settles().await;
            let event = entity::webhook_event::Entity::find().one(shop.core.db.read()).await.unwrap().unwrap();
            form([("provider", &event.provider), ("event", &event.event_id)])
        }
        "admin/retry_job" | "admin/park_job" => form([("job", &later_job(shop).await)]),
        "admin/resend_mail" => {
            let who = given(shop, admin, &email).await;
            admin.call("admin/send_link", &[("person", &who)]).await.ok();
            shop.settles().await;
            form([("mail", &mail_to(shop, &email).await)])
        }
        "admin/save_section" => {
            let desk = landing::section(admin, "footer").await;
            form([("section", "footer"), ("mark", desk["mark"].as_str().unwrap()), ("words[note]", &email)])
        }
        "admin/arrange_section" => form([("section", "faq"), ("deed", "up")]),
        "admin/add_section" => form([]),
        "admin/publish_landing" | "admin/discard_landing" => {
            rewritten(admin, &email).await;
            form([("draft", &landing::draft(admin).await)])
        }
        "admin/restore_landing" => {
            rewritten(admin, &email).await;
            landing::publish(admin).await.ok();
            form([("version", "1")])
        }
        "admin/answer_question" => form([("question", &asked(shop, &email).await), ("text", "It is so.")]),
        "admin/edit_answer" => {
            let question = asked(shop, &email).await;
            let answer = questions::answer_as_creator(admin, &question, "It is so.").await;
            form([("question", &question), ("answer", &answer), ("text", "It is not so.")])
        }
        "admin/delete_answer" => form([("answer", &questions::answer_as_creator(admin, &asked(shop, &email).await, "It is so.").await)]),
        "admin/hide_post" => form([("post", &format!("question/{}", asked(shop, &email).await)), ("hidden", "on")]),
        "admin/dismiss_reports" => {
            let post = format!("question/{}", asked(shop, &email).await);
            let other = crate::learning::student(shop, &format!("other.{email}")).await;
            other.call("questions/report", &[("post", &post), ("reason", "spam")]).await.ok();
            form([("post", &post)])
        }
        function if function.starts_with("curriculum/") || function.starts_with("files/") => prepare_lesson(admin, function).await,
        other => match super::desk::prepare(shop, other).await {
            Some(form) => form,
            None => panic!("{other} writes: give it a line that lets it succeed, and let it record what it does"),
        },
    }
}

/// The same for functions about lessons: each has a new one.
async fn prepare_lesson(admin: &Browser, function: &str) -> Form {
    let (slug, id) = crate::curriculum::added(admin, "A lesson for a test").await;
    let modules = admin.read("curriculum/lessons", &[]).await.ok();
    let (first, last) = (crate::curriculum::id_of(&modules[0]), modules.as_array().unwrap().last().unwrap());
    let words = [("lesson", id.as_str()), ("version", "0"), ("title", "Another title"), ("source", "Text.")];
    match function {
        "curriculum/add_module" => form([("title", "A module")]),
        "curriculum/rename_module" => form([("module", &first), ("title", &slug)]),
        "curriculum/place_module" => form([("module", &crate::curriculum::id_of(last)), ("at", "0")]),
        "curriculum/remove_module" => {
            admin.call("curriculum/add_module", &[("title", "Empty")]).await.ok();
            let modules = admin.read("curriculum/lessons", &[]).await.ok();
            form([("module", &crate::curriculum::id_of(modules.as_array().unwrap().last().unwrap()))])
        }
        "curriculum/add_lesson" => form([("module", &first), ("title", "A lesson")]),
        "curriculum/place_lesson" => form([("lesson", &id), ("module", &first), ("at", "0")]),
        "curriculum/move_lesson" => form([("lesson", &id), ("module", &crate::curriculum::id_of(last))]),
        "curriculum/remove_lesson" => form([("lesson", &id)]),
        "curriculum/publish" => form([("lesson", &id), ("to", "now")]),
        "curriculum/save_words" => form(words),
        "curriculum/save_settings" => form([("lesson", &id), ("version", "1"), ("slug", &slug), ("visibility", "hidden")]),
        "curriculum/restore" => {
            admin.call("curriculum/save_words", &words).await.ok();
            let history = admin.read("curriculum/history", &[("slug", &slug)]).await.ok();
            form([("revision", &crate::curriculum::id_of(&history["revisions"][0])), ("version", "1")])
        }
        "files/rename" => form([("file", &crate::files::added_to(admin, &slug).await), ("title", "Another title")]),
        "files/shift" => {
            crate::files::added_to(admin, &slug).await;
            form([("file", &crate::files::added_to(admin, &slug).await), ("way", "up")])
        }
        "files/remove" => form([("file", &crate::files::added_to(admin, &slug).await)]),
        other => panic!("{other} writes: give it a line that lets it succeed, and let it record what it does"),
    }
}

/// A draft of the sales page that differs from what visitors see, and can be published.
async fn rewritten(admin: &Browser, note: &str) {
    admin.call("admin/discard_landing", &[("draft", &landing::draft(admin).await)]).await.ok();
    landing::save(admin, "footer", &[("note", note)]).await.ok();
}

/// A question of a new student, by its id.
async fn asked(shop: &Shop, email: &str) -> String {
    questions::ask(&crate::learning::student(shop, email).await, "Is it so?").await
}

async fn grant_of(shop: &Shop, admin: &Browser, email: &str) -> String {
    let who = given(shop, admin, email).await;
    let detail = admin.read("admin/person", &[("id", &who)]).await.ok();
    detail["access"]["grants"][0]["id"].as_str().unwrap().to_owned()
}

/// A job that is due tomorrow, and then finds nothing to do.
pub async fn later_job(shop: &Shop) -> String {
    let (id, now) = (shop.core.new_id(), shop.core.now());
    let row = entity::job::ActiveModel {
        id: Set(id),
        kind: Set(SendMail::KIND.to_owned()),
        payload: Set(json!({ "mail": Uuid::nil() })),
        state: Set("pending".to_owned()),
        attempts: Set(0),
        run_at: Set(now + chrono::TimeDelta::days(1)),
        created_at: Set(now),
        ..Default::default()
    };
    server::repo::jobs::insert(shop.core.db.write(), vec![row]).await.unwrap();
    id.to_string()
}

async fn mail_to(shop: &Shop, email: &str) -> String {
    server::repo::mails::latest_to(shop.core.db.read(), email, 1).await.unwrap()[0].id.to_string()
}

on_both!(every_function_of_the_panel_that_writes_leaves_an_entry, |shop| async move {
    let admin = admin(&shop).await;
    let entries = || async { shop.count("SELECT COUNT(*) FROM audit_log WHERE actor_id IS NOT NULL").await };
    for (function, _) in functions().into_iter().filter(|(name, writes)| *writes && !super::READERS.contains(name)) {
        let form = prepare(&shop, &admin, function).await;
        let before = entries().await;
        let arguments: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = admin.call(function, &arguments).await;
        assert!(answer.status.is_success(), "{function}: {} {}", answer.status, answer.text);
        assert!(entries().await > before, "{function} leaves no entry in the audit log");
    }
});

pub async fn latest(shop: &Shop, action: &str) -> entity::audit_entry::Model {
    let query = entity::audit_entry::Entity::find().filter(entity::audit_entry::Column::Action.eq(action));
    query.order_by_desc(entity::audit_entry::Column::At).one(shop.core.db.read()).await.unwrap().unwrap()
}

on_both!(an_entry_tells_what_was_and_what_is, |shop| async move {
    let admin = admin(&shop).await;
    admin.call("admin/extend_sale", &[("until", "2099-12-24T18:00")]).await.ok();
    let entry = latest(&shop, "offer.extend").await;
    assert_eq!(entry.after, Some(json!({ "closes_at": "2099-12-24T18:00:00Z" })));
    assert!(entry.before.is_some_and(|before| before["closes_at"].is_string()));
    assert_eq!(admin.call("admin/extend_sale", &[("until", "2098-12-24T18:00")]).await.status, 409);
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log").await, 1, "what was refused leaves none");
});

on_both!(the_log_is_found_by_who_what_and_when, |shop| async move {
    let admin = admin(&shop).await;
    let ada = given(&shop, &admin, "ada@example.com").await;
    admin.call("admin/extend_sale", &[("until", "2099-12-24T18:00")]).await.ok();
    let find = |filter: Vec<(&'static str, String)>| {
        let admin = &admin;
        async move {
            let arguments: Vec<_> = filter.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let rows = admin.read("admin/audit_log", &arguments).await.ok();
            let mut found: Vec<_> = rows["rows"].as_array().unwrap().iter().map(|row| row["action"].as_str().unwrap().to_owned()).collect();
            found.sort_unstable();
            found
        }
    };
    assert_eq!(find(Vec::new()).await, ["offer.extend", "person.add", "person.grant"]);
    assert_eq!(find(form([("action", "person")])).await, ["person.add", "person.grant"]);
    assert_eq!(find(form([("action", "person.add"), ("subject", &format!("person/{ada}"))])).await, ["person.add"]);
    assert_eq!(find(form([("actor", "admin@lectern.test")])).await.len(), 3);
    for nobody in
        [form([("actor", "ada@example.com")]), form([("actor", "x")]), form([("from", "2999-01-01")]), form([("to", "1999-01-01")])]
    {
        assert!(find(nobody.clone()).await.is_empty(), "{nobody:?}");
    }
    assert_eq!(admin.read("admin/audit_log", &[("from", "yesterday")]).await.status, 400);
    let rows: Value = admin.read("admin/audit_log", &[("action", "person.add")]).await.ok();
    let email = json!({ "name": "email", "before": null, "after": "ada@example.com" });
    assert!(rows["rows"][0]["changes"].as_array().unwrap().contains(&email), "{rows}");
    assert_eq!(person(&shop, "ada@example.com").await, ada);
});
