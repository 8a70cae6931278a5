//! Charges whose call, or whose answer, was lost.

use super::{GOOD, THREE, buy_with, charges, decide, offer, plan, state_of};
use crate::on_both;
use crate::support::{Plan, Shop, eventually};
use chrono::TimeDelta;
use serde_json::json;
use server::services::reconcile;

on_both!(an_answer_that_never_came_is_found_out, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.settles().await;
    shop.sandbox.webhooks(json!({ "enabled": false })).await;
    shop.sandbox.fault("create_payment_intent", "drop_after", 4).await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    shop.sandbox.heal().await;
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
    assert_eq!(charges(&shop).await, 2);
});

/// The calls of the charge break off before they are heard.
async fn break_off(shop: &Shop, times: u32) {
    let fault = json!({ "op": "create_payment_intent", "mode": "timeout_before", "value": 20, "times": times });
    shop.sandbox.control("faults", fault).await;
}

/// How many keys the charges of stored methods have used.
async fn keys_used(shop: &Shop) -> i64 {
    let sql = "SELECT COUNT(*) FROM payment_attempts a JOIN payments p ON p.id = a.payment_id WHERE p.method = 'saved' AND a.operation = 'create'";
    shop.count(sql).await
}

on_both!(a_charge_whose_call_never_left_is_made_with_its_key, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.settles().await;
    break_off(&shop, 6).await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    assert_eq!(offer(&shop, &browser, &main.public_id).await["stage"], json!({ "Charging": { "slow": false } }));
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
    assert_eq!((charges(&shop).await, keys_used(&shop).await), (2, 1));
});

on_both!(a_charge_before_whose_call_the_process_ended_is_made, Plan { background: false, ..plan() }, |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.settles().await;
    break_off(&shop, 4).await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    shop.execute("DELETE FROM payment_attempts WHERE payment_id IN (SELECT id FROM payments WHERE method = 'saved')").await;
    shop.clock.run_ahead(TimeDelta::seconds(5));
    reconcile::open_orders(&shop.core).await.unwrap();
    assert!(state_of(&shop, THREE, "accepted").await);
    assert_eq!((charges(&shop).await, keys_used(&shop).await), (2, 1));
});

on_both!(a_charge_that_is_made_late_can_be_declined, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.settles().await;
    shop.execute("UPDATE consents SET method_ref = 'pm_card_visa_chargeDeclined'").await;
    break_off(&shop, 6).await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    eventually("the offer failed", || state_of(&shop, THREE, "failed")).await;
    assert_eq!(offer(&shop, &browser, &main.public_id).await["stage"], "Failed");
    assert_eq!(charges(&shop).await, 1);
});

on_both!(a_charge_is_not_made_late_without_the_consent, Plan { background: false, ..plan() }, |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.settles().await;
    break_off(&shop, 4).await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    let consent = browser.read("account/view", &[]).await.ok()["methods"][0]["consent"].as_str().unwrap().to_owned();
    browser.call("account/forget_method", &[("consent", &consent)]).await;
    shop.clock.run_ahead(TimeDelta::seconds(5));
    reconcile::open_orders(&shop.core).await.unwrap();
    assert!(state_of(&shop, THREE, "failed").await);
    assert_eq!(charges(&shop).await, 1);
});
