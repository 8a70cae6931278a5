//! Disputes suspend and restore, and nobody is flooded with mail.

use crate::on_both;
use serde_json::json;

on_both!(a_dispute_suspends_and_winning_it_restores, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    let dispute = shop.sandbox.control("disputes", json!({ "payment_intent": started.intent })).await;
    shop.reaches(&started.public_id, "disputed").await;
    assert_eq!(browser.get("/learn").await.status, 403);
    let admin = crate::admin::admin(&shop).await;
    let waits = || async { admin.get("/admin").await.text.contains("in dispute") };
    assert!(waits().await, "the overview says so");
    let refused = browser.call("orders/refund", &[("public_id", &started.public_id)]).await;
    assert_eq!(refused.json(), json!({ "Conflict": "PaymentDisputed" }));
    shop.sandbox.control(&format!("disputes/{}/close", dispute["id"].as_str().unwrap()), json!({ "status": "won" })).await;
    shop.reaches(&started.public_id, "won").await;
    assert!(!waits().await, "and that nothing waits any more");
    assert_eq!(browser.get("/learn").await.status, 200);
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'alert'").await, 1);
    assert_eq!(
        shop.count("SELECT COUNT(*) FROM mails WHERE subject = 'A payment is in dispute' AND body_text LIKE '%is shut until%'").await,
        1
    );
    assert_eq!(shop.count("SELECT COUNT(*) FROM disputes WHERE status = 'won' AND closed_at IS NOT NULL").await, 1);
    let shut = "SELECT COUNT(*) FROM mails WHERE kind = 'dispute_opened' AND recipient = 'ada@example.com'";
    assert_eq!((shop.count(shut).await, shop.count("SELECT COUNT(*) FROM invoices WHERE kind = 'credit_note'").await), (1, 0));
    let told = "SELECT COUNT(*) FROM mails WHERE kind = 'dispute_won' AND state = 'sent'";
    assert_eq!(shop.count(&format!("{told} AND recipient = 'ada@example.com' AND subject LIKE '%is open again'")).await, 1);
    assert_eq!(shop.count(told).await, 2, "the buyer and the admin, once each");
    shop.sandbox.control("events/deliver", json!({ "payment_intent": started.intent, "times": 3, "shuffle": true })).await;
    shop.settles().await;
    assert_eq!(shop.count(told).await, 2);
});

on_both!(who_has_a_dispute_is_sold_nothing_twice_and_reads_when_access_ended, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    shop.sandbox.control("disputes", json!({ "payment_intent": started.intent })).await;
    shop.reaches(&started.public_id, "disputed").await;
    let again = shop.try_start(&shop.browser(), "ada@example.com").await;
    assert_eq!((again.status.as_u16(), again.json()), (409, json!({ "Conflict": "OrderDisputed" })));
    let shut = browser.read("learning/outline", &[]).await;
    assert!(shut.status == 403 && shut.json()["Closed"]["Access"]["RevokedAt"].is_string(), "{}", shut.text);
    let page = browser.get("/learn").await;
    assert!(page.status == 403 && page.text.contains("Your access was taken back") && page.text.contains("href=\"/account\""));
    assert!(!page.text.contains("Join the course"));
});

on_both!(a_lost_dispute_ends_access_and_frees_the_seat, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    let dispute = shop.sandbox.control("disputes", json!({ "payment_intent": started.intent })).await;
    shop.reaches(&started.public_id, "disputed").await;
    shop.sandbox.control(&format!("disputes/{}/close", dispute["id"].as_str().unwrap()), json!({ "status": "lost" })).await;
    shop.reaches(&started.public_id, "lost").await;
    assert_eq!(browser.get("/learn").await.status, 403);
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 0);
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'alert'").await, 2);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE subject = 'A dispute was decided for the buyer'").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM disputes WHERE status = 'lost'").await, 1);
    shop.sandbox.control("events/deliver", json!({ "payment_intent": started.intent, "times": 3, "shuffle": true })).await;
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind IN ('dispute_opened', 'dispute_lost')").await, 2, "once each");
    let credited = "SELECT SUM(total_minor) FROM invoices WHERE kind = 'credit_note'";
    assert_eq!((shop.count(credited).await, shop.count("SELECT COUNT(*) FROM invoices").await), (14_900, 2));
});

on_both!(an_inquiry_changes_nothing, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    shop.sandbox.control("disputes", json!({ "payment_intent": started.intent, "status": "warning_needs_response" })).await;
    shop.settles().await;
    assert_eq!(shop.status(&browser, &started.public_id).await["state"], "paid");
    assert_eq!(browser.get("/learn").await.status, 200);
    assert_eq!(shop.count("SELECT COUNT(*) FROM disputes").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'alert'").await, 0);
});
