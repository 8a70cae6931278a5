//! What PayPal knows whether we heard of it or not: its payments, its refunds, its disputes, its events.

use super::{approve, capture_of, come_back, paypal, silent};
use crate::on_both;
use crate::support::Plan;
use serde_json::json;
use server::ports::payment::IdempotencyKey;
use server::services::truth::{compare, rounds};

on_both!(events_that_were_not_delivered_are_fetched, silent(), |shop| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    rounds::missed_events(&shop.core).await.unwrap();
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    let known = shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE provider = 'paypal'").await;
    shop.execute("DELETE FROM leases").await;
    rounds::missed_events(&shop.core).await.unwrap();
    shop.settles().await;
    let now = shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE provider = 'paypal'").await;
    assert_eq!((known, now), (1, 2), "the capture's event is news, the approval's is not");
});

on_both!(a_payment_that_only_paypal_knows_is_found, Plan { compare_ledgers: false, ..silent() }, |shop| async move {
    let browser = shop.browser();
    let (lost, kept) = (shop.start_paypal(&browser, "ada@example.com").await, shop.browser());
    approve(&shop, &lost).await;
    assert_eq!(come_back(&browser, &lost).await["state"], "paid");
    let kept = shop.start_paypal(&kept, "bea@example.com").await;
    approve(&shop, &kept).await;
    assert_eq!(come_back(&browser, &kept).await["state"], "paid");
    shop.sandbox.control("paypal/refunds", json!({ "capture": capture_of(&shop, &kept).await, "amount": "5.00" })).await;
    assert_eq!(compare(&shop.core).await.unwrap().refunds_differ.len(), 1);
    server::services::settlement::settle(&shop.core, order_of(&shop, &kept.public_id).await).await.unwrap();
    assert!(compare(&shop.core).await.unwrap().agrees());
    let order = format!("(SELECT id FROM orders WHERE public_id = '{}')", lost.public_id);
    shop.execute(&format!(
        "UPDATE payments SET provider_ref = NULL, capture_ref = NULL, state = 'canceled', fees_due_at = NULL WHERE order_id = {order}"
    ))
    .await;
    shop.execute(&format!("DELETE FROM grants WHERE order_item_id IN (SELECT id FROM order_items WHERE order_id = {order})")).await;
    let report = compare(&shop.core).await.unwrap();
    assert_eq!(report.money_without_access.len(), 1, "{report}");
    assert_eq!(report.money_without_access[0].name, lost.public_id);
    shop.clock.run_ahead(chrono::TimeDelta::days(70));
    assert_eq!(compare(&shop.core).await.unwrap().money_without_access.len(), 1, "more than one search");
});

on_both!(what_is_known_is_compared_where_paypal_hides_its_list, silent(), |shop| async move {
    let browser = shop.browser();
    let started = shop.start_paypal(&browser, "ada@example.com").await;
    approve(&shop, &started).await;
    assert_eq!(come_back(&browser, &started).await["state"], "paid");
    shop.sandbox.control("paypal/refunds", json!({ "capture": capture_of(&shop, &started).await, "amount": "5.00" })).await;
    shop.sandbox.fault("paypal_list_transactions", "error_403", 100).await;
    assert_eq!(compare(&shop.core).await.unwrap().refunds_differ.len(), 1);
    server::services::settlement::settle(&shop.core, order_of(&shop, &started.public_id).await).await.unwrap();
    assert!(compare(&shop.core).await.unwrap().agrees());
    shop.sandbox.heal().await;
});

async fn order_of(shop: &crate::support::Shop, public_id: &str) -> uuid::Uuid {
    server::repo::orders::by_public_id(shop.core.db.read(), public_id).await.unwrap().unwrap().id
}

on_both!(a_refund_is_found_by_the_call_that_made_it, silent(), |shop| async move {
    let browser = shop.browser();
    let started = shop.start_paypal(&browser, "ada@example.com").await;
    approve(&shop, &started).await;
    assert_eq!(come_back(&browser, &started).await["state"], "paid");
    let admin = shop.browser();
    crate::sign_in::sign_in(&shop, &admin, server::services::seed::DEMO_ADMIN).await;
    shop.sandbox.fault("paypal_refund_capture", "drop_after", 1).await;
    admin.call("admin/refund_order", &[("public_id", &started.public_id), ("reason", "asked")]).await.ok();
    shop.reaches(&started.public_id, "refunded").await;
    let order = order_of(&shop, &started.public_id).await;
    let refunds = server::repo::refunds::of_order(shop.core.db.read(), order).await.unwrap();
    let [refund] = refunds.as_slice() else { panic!("{refunds:?}") };
    let gateway = shop.core.gateways.named("paypal").unwrap();
    let capture = capture_of(&shop, &started).await;
    let find = |key: String| {
        let capture = &capture;
        async move { gateway.find_refund(capture, &IdempotencyKey(key)).await.unwrap().map(|found| found.reference) }
    };
    assert_eq!(find(refund.idempotency_key.clone()).await, refund.provider_ref);
    assert!(refund.provider_ref.is_some());
    assert_eq!(find("another:refund:1".to_owned()).await, None);
});

on_both!(a_dispute_has_its_own_name, Plan { background: false, ..paypal() }, |shop| async move {
    let browser = shop.browser();
    let started = shop.start_paypal(&browser, "ada@example.com").await;
    approve(&shop, &started).await;
    shop.reaches(&started.public_id, "paid").await;
    let capture = capture_of(&shop, &started).await;
    let dispute = shop.sandbox.control("paypal/disputes", json!({ "capture": capture })).await;
    shop.reaches(&started.public_id, "disputed").await;
    let id = dispute["dispute_id"].as_str().unwrap();
    let named = format!("SELECT COUNT(*) FROM disputes WHERE provider_ref = '{id}' AND amount_minor = {}", started.amount);
    assert_eq!(shop.count(&named).await, 1);
    shop.sandbox.control(&format!("paypal/disputes/{id}/resolve"), json!({ "outcome": "RESOLVED_SELLER_FAVOUR" })).await;
    shop.reaches(&started.public_id, "won").await;
    assert_eq!(shop.count(&format!("{named} AND status = 'won'")).await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM disputes").await, 1);
});
