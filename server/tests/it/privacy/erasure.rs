//! A person who asks for it is forgotten: all that says who they are is gone, but for what the law wants.

use super::{Column, columns, email, plan, somebody};
use crate::admin::{admin, given, person};
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::browser::Answer;
use crate::support::{Browser, Shop, eventually};
use futures::future::join;
use sea_orm::DbBackend;
use serde_json::json;

/// Takes everybody who bought for somebody who has shown who they are: only they delete an account.
async fn prove(shop: &Shop) {
    shop.execute("UPDATE sessions SET origin = 'link'").await;
}

async fn erase(browser: &Browser, address: &str, posts: bool) -> Answer {
    let mut form = vec![("address", address)];
    form.extend(posts.then_some(("posts", "on")));
    browser.call("account/erase", &form).await
}

/// Where a word may still stand, with the reason.
const WORD_STAYS: &[(&str, &str)] = &[("invoice_buyers.details", "the law wants invoices kept, with the name on them")];

/// Where the id of somebody without a name may still stand, with the reason.
const NUMBER_STAYS: &[(&str, &str)] = &[
    ("users.id", "orders hang on it"),
    ("users.email", "the stand-in carries the number"),
    ("users.email_normalized", "the stand-in carries the number"),
    ("orders.user_id", "a sale is kept"),
    ("orders.buyer_email", "the stand-in carries the number"),
    ("holds.user_id", "a seat that was sold is counted"),
    ("coupon_uses.user_id", "a code that was used stays used"),
    ("consents.user_id", "that, when and to which words somebody agreed is evidence"),
    ("grants.user_id", "what a sale brought is kept"),
    ("grants.revoked_by", "who took it back"),
    ("audit_log.actor_id", "who did what"),
    ("audit_log.subject", "to whom it was done"),
    ("mails.dedupe_key", "a mail is sent once"),
    ("questions.author_id", "the words of a former student stay if they wish it"),
    ("question_answers.author_id", "the words of a former student stay if they wish it"),
    ("course_completions.user_id", "a certificate rests on it"),
    ("certificate_choices.user_id", "a certificate rests on it"),
    ("certificates.user_id", "a certificate is never taken back, and has no name any more"),
];

/// How many rows have a word in a column.
async fn rows_with(shop: &Shop, column: &Column, word: &str) -> i64 {
    let Column { table, name, .. } = column;
    let bytes = hex::encode(word);
    let has = match shop.core.db.backend() {
        DbBackend::Postgres => format!("lower(\"{name}\"::text) LIKE '%{word}%' OR \"{name}\"::text LIKE '%{bytes}%'"),
        _ => format!("lower(CAST(\"{name}\" AS text)) LIKE '%{word}%'"),
    };
    shop.count(&format!("SELECT COUNT(*) FROM {table} WHERE {has}")).await
}

/// How many rows have a person's id in a column.
async fn rows_about(shop: &Shop, column: &Column, id: &str) -> i64 {
    let Column { table, name, .. } = column;
    let bytes = id.replace('-', "");
    let is_it = match shop.core.db.backend() {
        DbBackend::Postgres => format!("\"{name}\"::text LIKE '%{id}%'"),
        _ => format!("lower(hex(\"{name}\")) = '{bytes}' OR CAST(\"{name}\" AS text) LIKE '%{id}%'"),
    };
    shop.count(&format!("SELECT COUNT(*) FROM {table} WHERE {is_it}")).await
}

on_both!(who_is_forgotten_leaves_no_trace_but_what_the_law_wants, plan(), |shop| async move {
    let ben = somebody(&shop, "benword").await;
    let ada = somebody(&shop, "adaword").await;
    let id = person(&shop, &email("adaword")).await;
    let before = columns(&shop).await;
    let mut traces = 0;
    for column in &before {
        traces += rows_with(&shop, column, "adaword").await;
    }
    assert!(traces > 20, "somebody left {traces} traces");
    prove(&shop).await;
    assert_eq!(erase(&ada, "AdaWord@example.com", true).await.status, 200);
    assert_eq!(ada.cookie("session"), None);
    shop.settles().await;
    for column in &before {
        let name = format!("{}.{}", column.table, column.name);
        if !WORD_STAYS.iter().any(|(stays, _)| *stays == name) {
            assert_eq!(rows_with(&shop, column, "adaword").await, 0, "{name} still says who it was");
        }
        if !NUMBER_STAYS.iter().any(|(stays, _)| *stays == name) {
            assert_eq!(rows_about(&shop, column, &id).await, 0, "{name} still points at them");
        }
    }
    // Only the files of the mailbox, which stand for the world outside, have the last mail.
    let farewells = shop.mails().await.into_iter().filter(|mail| mail.subject == "Your account is deleted").collect::<Vec<_>>();
    assert_eq!(farewells.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["adaword@example.com"]);
    // Others keep what is theirs.
    assert_eq!(ben.get("/learn").await.status, 200);
    assert!(ben.get("/account/my-data.zip").await.text.contains("A note of benword"));
    let methods = "SELECT COUNT(*) FROM consents WHERE revoked_at IS NOT NULL AND detached_at IS NOT NULL";
    assert_eq!(shop.count(methods).await, 1, "the provider has forgotten one card, and keeps the other");
});

on_both!(who_was_forgotten_begins_anew_with_the_same_address, |shop| async move {
    crate::learning::student(&shop, &email("adaword")).await;
    let (ada, elsewhere) = (shop.browser(), shop.browser());
    sign_in(&shop, &ada, &email("adaword")).await;
    sign_in(&shop, &elsewhere, &email("adaword")).await;
    shop.settles().await;
    let old = person(&shop, &email("adaword")).await;
    erase(&ada, &email("adaword"), false).await.ok();
    assert_eq!(elsewhere.get("/learn").await.status, 303, "signed out everywhere");
    let again = crate::learning::student(&shop, &email("adaword")).await;
    assert_ne!(person(&shop, &email("adaword")).await, old);
    assert_eq!(again.get("/learn").await.status, 200);
    assert_eq!(again.read("account/view", &[]).await.ok()["orders"].as_array().unwrap().len(), 1, "the old order is nobody's");
});

on_both!(words_below_lessons_stay_without_a_name_or_go, |shop| async move {
    let (ada, ben) = (crate::learning::student(&shop, "ada@example.com").await, crate::learning::student(&shop, "ben@example.com").await);
    let kept = crate::questions::ask(&ada, "Does this stay?").await;
    shop.settles().await;
    prove(&shop).await;
    erase(&ada, "ada@example.com", false).await.ok();
    let thread = [("lesson", crate::questions::LESSON), ("question", kept.as_str()), ("page", "1")];
    let page = ben.read("questions/thread", &thread).await.text;
    assert!(page.contains("Does this stay?") && page.contains("A former student"), "{page}");
    shop.settles().await;
    let asked = crate::questions::ask(&ben, "Does that go?").await;
    erase(&ben, "ben@example.com", true).await.ok();
    assert_eq!(shop.count("SELECT COUNT(*) FROM questions WHERE title = 'Does that go?'").await, 0, "{asked}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM search_documents WHERE title = 'Does that go?'").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM questions WHERE title = 'Does this stay?'").await, 1);
});

on_both!(an_erasure_is_refused_for_a_slip_and_while_money_is_under_way, |shop| async move {
    let ada = crate::learning::student(&shop, "ada@example.com").await;
    shop.settles().await;
    for (typed, problem) in [("", "Missing"), ("ben@example.com", "Malformed"), ("ada", "Malformed")] {
        let refused = erase(&ada, typed, false).await;
        let expected = json!({ "Invalid": [{ "field": "Confirmation", "problem": problem }] });
        assert_eq!((refused.status.as_u16(), refused.json()), (422, expected), "{typed}");
    }
    assert_eq!(erase(&shop.browser(), "ada@example.com", false).await.status, 401);
    assert_eq!(erase(&ada, "ada@example.com", false).await.json(), json!("ProofNeeded"), "whoever buys types any address");
    prove(&shop).await;
    shop.execute("UPDATE orders SET state = 'disputed'").await;
    assert_eq!(erase(&ada, "ada@example.com", false).await.json(), json!({ "Conflict": "PaymentDisputed" }));
    shop.execute("UPDATE orders SET state = 'needs_review'").await;
    assert_eq!(erase(&ada, "ada@example.com", false).await.json(), json!({ "Conflict": "OrderUnderWay" }));
    shop.execute("UPDATE orders SET state = 'paid'").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM users WHERE erased_at IS NOT NULL").await, 0);
    assert_eq!(ada.get("/learn").await.status, 200, "nothing has happened");
    let admin = admin(&shop).await;
    let own = erase(&admin, server::services::seed::DEMO_ADMIN, false).await;
    assert_eq!(own.json(), json!({ "Conflict": "IsAdmin" }));
});

on_both!(an_order_that_is_begun_meanwhile_is_never_without_its_buyer, |shop| async move {
    let admin = admin(&shop).await;
    given(&shop, &admin, "ada@example.com").await;
    let ada = shop.browser();
    sign_in(&shop, &ada, "ada@example.com").await;
    let now = "UPDATE grants SET revoked_at = created_at, revoked_by = (SELECT id FROM users WHERE role = 'ADMIN') WHERE source = 'manual'";
    shop.execute(now).await;
    let other = shop.browser();
    join(erase(&ada, "ada@example.com", false), shop.try_start(&other, "ada@example.com")).await;
    let lost = "SELECT COUNT(*) FROM orders o JOIN users u ON u.id = o.user_id WHERE u.erased_at IS NOT NULL";
    assert_eq!(shop.count(lost).await, 0);
});

on_both!(an_admin_forgets_a_person_with_a_reason, |shop| async move {
    let admin = admin(&shop).await;
    let ada = crate::learning::student(&shop, "ada@example.com").await;
    shop.settles().await;
    let id = person(&shop, "ada@example.com").await;
    let form = [("person", id.as_str()), ("reason", "asked by letter")];
    assert_eq!(ada.call("admin/erase_person", &form).await.status, 404);
    assert_eq!(admin.call("admin/erase_person", &[("person", &id), ("reason", "")]).await.status, 422);
    admin.call("admin/erase_person", &form).await.ok();
    assert_eq!(ada.get("/learn").await.status, 303);
    let page = admin.get(&format!("/admin/people/{id}")).await.text;
    assert!(page.contains("A former student") && !page.contains("ada@example.com"), "{page}");
    assert_eq!(admin.call("admin/erase_person", &form).await.json(), json!({ "Conflict": "NoLongerSo" }));
    eventually("the last mail is sent", || async { shop.mails().await.iter().any(|mail| mail.subject == "Your account is deleted") }).await;
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE recipient = 'ada@example.com'").await, 0);
});

on_both!(the_database_keeps_the_forgotten_nameless, |shop| async move {
    let ada = crate::learning::student(&shop, "ada@example.com").await;
    shop.settles().await;
    prove(&shop).await;
    erase(&ada, "ada@example.com", false).await.ok();
    let refused = |sql: &'static str| {
        let shop = shop.clone();
        async move {
            use sea_orm::ConnectionTrait;
            shop.core.db.write().execute_unprepared(sql).await.is_err()
        }
    };
    for sql in [
        "UPDATE users SET name = 'Ada' WHERE erased_at IS NOT NULL",
        "UPDATE users SET email = 'ada@example.com' WHERE erased_at IS NOT NULL",
        "UPDATE audit_log SET action = 'other', before = NULL, after = NULL",
        "UPDATE audit_log SET after = '{}'",
        "DELETE FROM audit_log",
    ] {
        assert!(refused(sql).await, "{sql}");
    }
    shop.settles().await;
});

on_both!(a_begun_order_refuses_an_erasure, |shop| async move {
    let browser = shop.browser();
    shop.start(&browser, "ada@example.com").await;
    sign_in(&shop, &browser, "ada@example.com").await;
    assert_eq!(erase(&browser, "ada@example.com", false).await.json(), json!({ "Conflict": "OrderUnderWay" }));
});
