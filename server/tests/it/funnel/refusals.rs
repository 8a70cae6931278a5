//! Ways in which the charge for an offer comes to nothing; each leads on.

use super::{ALWAYS_ASKS, GOOD, ONE, THREE, buy_with, charges, decide, offer, plan, state_of};
use crate::on_both;
use crate::support::shop::started;
use crate::support::{Shop, eventually};
use serde_json::json;
use std::sync::Arc;

on_both!(a_card_that_expired_meanwhile_leads_to_another_card, plan(), |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.execute("UPDATE consents SET method_ref = 'pm_card_chargeDeclinedExpiredCard'").await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    let failed = offer(&shop, &browser, &main.public_id).await;
    assert_eq!((&failed["title"], &failed["stage"]), (&json!(THREE), &json!("Failed")));
    assert_eq!(charges(&shop).await, 1);
    let child = decide(&shop, &browser, &main.public_id, "another_card").await.ok()["public_id"].as_str().unwrap().to_owned();
    let session = browser.call("orders/payment", &[("public_id", &child)]).await.ok();
    shop.sandbox.confirm(&started(&session).intent, GOOD).await;
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
    assert_eq!(charges(&shop).await, 2);
});

on_both!(no_thanks_while_the_bank_asks_ends_the_charge_at_the_provider, plan(), |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, ALWAYS_ASKS, true).await;
    let secret = decide(&shop, &browser, &main.public_id, "accept").await.ok()["client_secret"].as_str().unwrap().to_owned();
    assert_eq!(offer(&shop, &browser, &main.public_id).await["stage"], "Authenticate");
    decide(&shop, &browser, &main.public_id, "decline").await.ok();
    assert_eq!(offer(&shop, &browser, &main.public_id).await["title"], ONE);
    let intent = secret.split("_secret").next().unwrap();
    eventually("the provider has ended it", || async { shop.truth_of(intent).await["status"] == "canceled" }).await;
    let late = format!("{}/_control/payment_intents/{intent}/authenticate", shop.sandbox.url);
    let late = crate::support::browser::client().post(late).json(&json!({ "outcome": "success" })).send().await.unwrap();
    assert!(late.status().is_client_error(), "an answer to the bank that comes too late pays nothing");
    shop.settles().await;
    assert!(state_of(&shop, THREE, "declined").await);
    assert_eq!(charges(&shop).await, 1);
});
