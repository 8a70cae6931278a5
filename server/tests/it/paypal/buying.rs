//! The sale, as it usually goes and as it goes otherwise.

use super::{approve, capture_of, captures, come_back, paypal, silent};
use crate::on_both;
use crate::support::Plan;
use serde_json::{Value, json};
use std::time::Duration;

on_both!(who_approves_and_comes_back_is_let_in, silent(), |shop| async move {
    let browser = shop.browser();
    let started = shop.start_paypal(&browser, "ada@example.com").await;
    assert_eq!(come_back(&browser, &started).await["state"], "awaiting_payment", "nothing is approved yet");
    approve(&shop, &started).await;
    let view = come_back(&browser, &started).await;
    assert_eq!((&view["state"], &view["signed_in"]), (&json!("paid"), &json!(true)));
    assert_eq!(browser.get("/learn").await.status, 200);
    let truth = shop.truth_of(&started.intent).await;
    assert_eq!((&truth["amount_received"], &truth["status"]), (&json!(started.amount), &json!("succeeded")));
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM payments WHERE provider = 'paypal' AND capture_ref IS NOT NULL").await, 1);
});

on_both!(who_approves_and_never_comes_back_is_let_in, Plan { background: false, ..paypal() }, |shop| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    assert_eq!(shop.mails().await.len(), 2);
});

on_both!(without_any_event_the_reconciler_captures, Plan { webhooks: false, ..paypal() }, |shop| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    shop.reaches(&started.public_id, "paid").await;
});

on_both!(who_turns_back_at_paypal_may_pay_by_card, paypal(), |shop| async move {
    let browser = shop.browser();
    let turned_back = shop.start_paypal(&browser, "ada@example.com").await;
    shop.sandbox.control(&format!("paypal/orders/{}/cancel", turned_back.intent), Value::Null).await;
    let view = shop.status(&browser, &turned_back.public_id).await;
    assert!(view["step"]["Pay"].is_object(), "{view}");
    let again = shop.start_paypal(&browser, "ada@example.com").await;
    assert_eq!((&again.public_id, &again.intent), (&turned_back.public_id, &turned_back.intent), "the way back is the same order");
    let by_card = shop.buy(&browser, "ada@example.com").await;
    assert_eq!(by_card.public_id, turned_back.public_id);
    shop.reaches(&by_card.public_id, "paid").await;
    // An approval that comes after all is not captured.
    approve(&shop, &turned_back).await;
    shop.settles().await;
    assert_eq!(captures(&shop).await, 0);
});

on_both!(what_is_approved_too_late_is_never_captured, Plan { hold: Duration::from_secs(2), ..paypal() }, |shop| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "expired").await;
    approve(&shop, &started).await;
    shop.settles().await;
    assert_eq!((captures(&shop).await, shop.count("SELECT SUM(taken) FROM offers").await), (0, 0));
    assert_eq!(shop.status(&shop.browser(), &started.public_id).await["state"], "expired");
});

on_both!(a_declined_wallet_and_then_a_good_one_are_one_order, silent(), |shop| async move {
    let browser = shop.browser();
    for (outcome, buyer) in [("decline", "ada"), ("denied", "bea")] {
        let first = shop.start_paypal(&browser, &format!("{buyer}@example.com")).await;
        shop.sandbox.control("paypal/next", json!({ "outcome": outcome })).await;
        approve(&shop, &first).await;
        assert_eq!(come_back(&browser, &first).await["state"], "failed", "{outcome}");
        let second = shop.start_paypal(&browser, &format!("{buyer}@example.com")).await;
        assert_eq!(second.public_id, first.public_id);
        assert_ne!(second.intent, first.intent);
        approve(&shop, &second).await;
        assert_eq!(come_back(&browser, &second).await["state"], "paid", "{outcome}");
    }
    assert_eq!(captures(&shop).await, 2);
});

on_both!(pending_money_opens_no_door_until_it_is_there, Plan { background: false, ..paypal() }, |shop| async move {
    let browser = shop.browser();
    for (lever, state) in [("complete", "paid"), ("deny", "failed")] {
        let started = shop.start_paypal(&browser, &format!("{state}@example.com")).await;
        shop.sandbox.control("paypal/next", json!({ "outcome": "pending", "reason": "ECHECK" })).await;
        approve(&shop, &started).await;
        shop.settles().await;
        let view = come_back(&browser, &started).await;
        assert_eq!(view["step"], json!({ "Processing": { "slow": false } }), "{view}");
        assert_eq!(shop.count("SELECT COUNT(*) FROM grants g JOIN order_items i ON i.id = g.order_item_id JOIN orders o ON o.id = i.order_id WHERE o.state <> 'paid'").await, 0);
        let capture = shop.count("SELECT COUNT(*) FROM payments WHERE capture_ref IS NOT NULL AND state = 'processing'").await;
        assert_eq!(capture, 1, "the capture is known while it is pending");
        let capture = shop.sandbox.paypal_get(&format!("v2/checkout/orders/{}", started.intent)).await;
        let capture = capture["purchase_units"][0]["payments"]["captures"][0]["id"].as_str().unwrap().to_owned();
        shop.sandbox.control(&format!("paypal/captures/{capture}/{lever}"), Value::Null).await;
        shop.reaches(&started.public_id, state).await;
    }
});

on_both!(a_refund_from_the_dashboard_ends_access, Plan { background: false, ..paypal() }, |shop| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    shop.reaches(&started.public_id, "paid").await;
    let capture = capture_of(&shop, &started).await;
    shop.sandbox.control("paypal/refunds", json!({ "capture": capture, "amount": "5.00" })).await;
    shop.reaches(&started.public_id, "partially_refunded").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1);
    assert_eq!(shop.count("SELECT refunded_minor FROM payments WHERE state = 'succeeded'").await, 500);
    shop.sandbox.control("paypal/refunds", json!({ "capture": capture })).await;
    shop.reaches(&started.public_id, "refunded").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 0);
});

on_both!(a_dispute_closes_the_door_until_it_is_won, Plan { background: false, ..paypal() }, |shop| async move {
    let browser = shop.browser();
    for (buyer, outcome, end) in [("ada", "RESOLVED_SELLER_FAVOUR", "won"), ("bea", "RESOLVED_BUYER_FAVOUR", "lost")] {
        let started = shop.start_paypal(&browser, &format!("{buyer}@example.com")).await;
        approve(&shop, &started).await;
        shop.reaches(&started.public_id, "paid").await;
        let capture = capture_of(&shop, &started).await;
        let inquiry = json!({ "capture": capture, "stage": "INQUIRY" });
        let inquiry = shop.sandbox.control("paypal/disputes", inquiry).await["dispute_id"].as_str().unwrap().to_owned();
        shop.settles().await;
        assert_eq!(shop.status(&browser, &started.public_id).await["state"], "paid", "a question is no dispute");
        shop.sandbox.control(&format!("paypal/disputes/{inquiry}/resolve"), json!({ "outcome": "CANCELED_BY_BUYER" })).await;
        let dispute =
            shop.sandbox.control("paypal/disputes", json!({ "capture": capture })).await["dispute_id"].as_str().unwrap().to_owned();
        shop.reaches(&started.public_id, "disputed").await;
        shop.sandbox.control(&format!("paypal/disputes/{dispute}/resolve"), json!({ "outcome": outcome })).await;
        shop.reaches(&started.public_id, end).await;
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1);
});

on_both!(an_access_token_that_ended_early_is_replaced, silent(), |shop| async move {
    let browser = shop.browser();
    let started = shop.start_paypal(&browser, "ada@example.com").await;
    shop.sandbox.control("paypal/tokens/expire", Value::Null).await;
    approve(&shop, &started).await;
    assert_eq!(come_back(&browser, &started).await["state"], "paid");
    assert_eq!(shop.sandbox.truth().await["calls"]["paypal_token"], 2, "one token serves many calls");
});

on_both!(a_capture_that_is_not_what_was_ordered_calls_a_person, Plan { compare_ledgers: false, ..silent() }, |shop| async move {
    let browser = shop.browser();
    for (number, lie) in [
        json!({ "amount": { "currency_code": "EUR", "value": "1.00" } }),
        json!({ "amount": { "currency_code": "USD", "value": "149.00" } }),
        json!({ "custom_id": "018f3f5e-0000-7000-8000-000000000001" }),
        json!({ "custom_id": null }),
    ]
    .into_iter()
    .enumerate()
    {
        let started = shop.start_paypal(&browser, &format!("buyer{number}@example.com")).await;
        approve(&shop, &started).await;
        shop.sandbox.fault("paypal_get_capture", "error_500_before", 1).await;
        come_back(&browser, &started).await;
        let capture = capture_of(&shop, &started).await;
        shop.sandbox.control(&format!("paypal/captures/{capture}/mutate"), lie.clone()).await;
        assert_eq!(come_back(&browser, &started).await["state"], "needs_review", "{lie}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants").await, 0);
});
