//! Honest events: many at once, again, in any order.

use super::{approve, capture_of, captures, come_back, silent};
use crate::on_both;
use crate::support::Plan;
use crate::support::paypal::Postman;
use futures::StreamExt;
use futures::stream::iter;
use serde_json::json;

on_both!(a_hundred_approvals_at_once_are_one_capture, silent(), |shop| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    let approved = shop.sandbox.paypal_event("CHECKOUT.ORDER.APPROVED").await;
    let postman = Postman::new(&shop);
    let copies = (0..100).map(|number| {
        let mut event = approved.clone();
        event["id"] = json!(format!("WH-COPY-{number}"));
        event
    });
    iter(copies).for_each_concurrent(20, |event| postman.deliver(event)).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    assert_eq!(captures(&shop).await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE provider = 'paypal' AND state = 'processed'").await, 100);
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants").await, 1);
});

on_both!(an_event_is_stored_once_however_it_comes, silent(), |shop| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    let approved = shop.sandbox.paypal_event("CHECKOUT.ORDER.APPROVED").await.to_string();
    let postman = Postman::new(&shop);
    let signed = postman.sign(&approved, json!({})).await;
    for _ in 0..3 {
        assert_eq!(postman.post(&signed, &approved).await, 200, "the same delivery again");
        let anew = postman.sign(&approved, json!({})).await;
        assert_eq!(postman.post(&anew, &approved).await, 200, "the same event under a new transmission id");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox").await, 1);
    shop.reaches(&started.public_id, "paid").await;
});

on_both!(what_is_unknown_is_stored_and_harms_nothing, silent(), |shop| async move {
    let postman = Postman::new(&shop);
    for kind in ["VAULT.PAYMENT-TOKEN.CREATED", "BILLING.SUBSCRIPTION.ACTIVATED", "A.NEW.WORD", ""] {
        postman.deliver(json!({ "id": format!("WH-{kind}"), "event_type": kind, "resource": { "id": "1" } })).await;
    }
    let stranger = json!({ "id": "WH-S", "event_type": "PAYMENT.CAPTURE.COMPLETED", "resource": { "id": "CAP-OF-NOBODY" } });
    postman.deliver(stranger).await;
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE state = 'ignored'").await, 5);
});

on_both!(an_event_of_an_order_that_only_its_words_name_is_answered_by_asking, silent(), |shop| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    let order = shop.truth_of(&started.intent).await["custom_id"].clone();
    let event = json!({ "id": "WH-1", "event_type": "PAYMENT.CAPTURE.COMPLETED", "resource": { "id": "CAP-UNKNOWN", "custom_id": order } });
    Postman::new(&shop).deliver(event).await;
    shop.reaches(&started.public_id, "paid").await;
});

on_both!(money_that_went_to_another_account_opens_nothing, Plan { compare_ledgers: false, ..silent() }, |shop| async move {
    let browser = shop.browser();
    let started = shop.start_paypal(&browser, "ada@example.com").await;
    shop.sandbox.fault("paypal_capture_order", "drop_after", 1).await;
    approve(&shop, &started).await;
    come_back(&browser, &started).await;
    let capture = capture_of(&shop, &started).await;
    let other = json!({ "payee": { "email_address": "other@business.example.com", "merchant_id": "ANOTHERSHOP22" } });
    shop.sandbox.control(&format!("paypal/captures/{capture}/mutate"), other).await;
    assert_eq!(come_back(&browser, &started).await["state"], "needs_review");
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants").await, 0);
});
