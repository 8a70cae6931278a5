//! PayPal misbehaves while an order is made, approved and captured.

use super::{approve, captures, come_back, paypal, silent};
use crate::on_both;
use crate::support::Plan;
use serde_json::json;
use std::time::Instant;

/// What may go wrong with a call.
const FAULTS: [&str; 7] =
    ["timeout_before", "timeout_after", "drop_after", "error_500_before", "error_500_but_done", "error_429", "malformed_json"];

on_both!(whatever_happens_to_the_making_there_is_one_capture, paypal(), |shop| async move {
    for (number, fault) in FAULTS.into_iter().enumerate() {
        let browser = shop.browser();
        let email = format!("buyer{number}@example.com");
        shop.sandbox.fault("paypal_create_order", fault, 1).await;
        let began = Instant::now();
        let first = shop.try_start_paypal(&browser, &email).await;
        assert!(began.elapsed().as_secs() < 10, "{fault} took {:?}", began.elapsed());
        assert!(first.status == 200 || first.json() == json!("ProviderUnavailable"), "{fault}: {} {}", first.status, first.text);
        shop.sandbox.heal().await;
        let started = shop.start_paypal(&browser, &email).await;
        approve(&shop, &started).await;
        shop.reaches(&started.public_id, "paid").await;
    }
    for (order, sums) in shop.sandbox.truth().await["orders"].as_object().unwrap() {
        assert_eq!(sums["intents"], 1, "{order} {sums}");
    }
    assert_eq!(captures(&shop).await, FAULTS.len());
});

on_both!(whatever_happens_to_the_capture_there_is_one, silent(), |shop| async move {
    for (number, fault) in FAULTS.into_iter().enumerate() {
        let browser = shop.browser();
        let started = shop.start_paypal(&browser, &format!("buyer{number}@example.com")).await;
        approve(&shop, &started).await;
        shop.sandbox.fault("paypal_capture_order", fault, 1).await;
        let view = come_back(&browser, &started).await;
        assert!(view["step"] == json!({ "Processing": { "slow": false } }) || view["state"] == "paid", "{fault}: {view}");
        shop.sandbox.heal().await;
        assert_eq!(come_back(&browser, &started).await["state"], "paid", "{fault}");
        let truth = shop.truth_of(&started.intent).await;
        assert_eq!((truth["charges"].as_array().unwrap().len(), &truth["amount_received"]), (1, &json!(started.amount)), "{fault}");
    }
    assert_eq!(captures(&shop).await, FAULTS.len());
});

on_both!(a_capture_of_unknown_outcome_is_finished_though_the_hold_ended, Plan { background: false, ..paypal() }, |shop| async move {
    let browser = shop.browser();
    let started = shop.start_paypal(&browser, "ada@example.com").await;
    shop.sandbox.webhooks(json!({ "enabled": false })).await;
    approve(&shop, &started).await;
    shop.sandbox.fault("paypal_capture_order", "timeout_after", 1).await;
    come_back(&browser, &started).await;
    shop.execute("UPDATE holds SET expires_at = created_at").await;
    server::services::expiry::sweep(&shop.core).await.unwrap();
    shop.core.wake_jobs.notify_one();
    shop.reaches(&started.public_id, "paid").await;
    assert_eq!(captures(&shop).await, 1);
});

on_both!(while_paypal_does_not_answer_the_card_still_works, paypal(), |shop| async move {
    let browser = shop.browser();
    shop.sandbox.control("faults", json!({ "op": "paypal_", "mode": "error_500_before", "times": 1000 })).await;
    let answer = shop.try_start_paypal(&browser, "ada@example.com").await;
    assert_eq!((answer.status.as_u16(), answer.json()), (502, json!("ProviderUnavailable")));
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.sandbox.heal().await;
});

on_both!(a_refund_is_sent_once_whatever_happens, Plan { background: false, ..paypal() }, |shop| async move {
    use server::services::refunds::{Origin, plan::rest_of_payment};
    for (number, fault) in FAULTS.into_iter().enumerate() {
        let started = shop.start_paypal(&shop.browser(), &format!("buyer{number}@example.com")).await;
        approve(&shop, &started).await;
        shop.reaches(&started.public_id, "paid").await;
        shop.settles().await;
        shop.sandbox.fault("paypal_refund_capture", fault, 1).await;
        let order = server::repo::orders::by_public_id(shop.core.db.read(), &started.public_id).await.unwrap().unwrap();
        let payment = server::repo::payments::leading(shop.core.db.read(), order.id).await.unwrap().id;
        let transaction = shop.core.db.begin().await.unwrap();
        rest_of_payment(&shop.core, &transaction, payment, Origin::Admin, "asked for").await.unwrap();
        transaction.commit().await.unwrap();
        shop.reaches(&started.public_id, "refunded").await;
        shop.settles().await;
        shop.sandbox.heal().await;
        assert_eq!(shop.truth_of(&started.intent).await["amount_refunded"], started.amount, "{fault}");
    }
});
