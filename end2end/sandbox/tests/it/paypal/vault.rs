//! Wallets that are saved, used again and forgotten.

use serde_json::{Value, json};

use super::PayPal;
use super::buyer::{issue, purchase};

const ORDERS: &str = "/v2/checkout/orders";

fn saving(order: &str) -> Value {
    let mut body = purchase(order, "EUR", "10.00");
    body["payment_source"]["paypal"]["attributes"] = json!({"customer": {"id": "cus-7"}, "vault": {"store_in_vault": "ON_SUCCESS", "usage_type": "MERCHANT", "usage_pattern": "IMMEDIATE"}});
    body
}

fn again(order: &str, token: &str) -> Value {
    let mut body = purchase(order, "EUR", "7.00");
    body["payment_source"]["paypal"]["vault_id"] = token.into();
    body["payment_source"]["paypal"]["stored_payment_source"] =
        json!({"payment_initiator": "CUSTOMER", "payment_type": "ONE_TIME", "usage": "SUBSEQUENT"});
    body
}

/// A saved wallet.
async fn saved(paypal: &PayPal) -> String {
    let order = paypal.order(saving("o1")).await;
    paypal.approve(&order).await;
    let done = paypal.capture(&order).await.body;
    let vault = &done["payment_source"]["paypal"]["attributes"]["vault"];
    assert_eq!((&vault["status"], &vault["customer"]["id"]), (&json!("VAULTED"), &json!("cus-7")));
    vault["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_saved_wallet_pays_at_once_until_it_is_deleted() {
    let paypal = PayPal::start().await;
    let token = saved(&paypal).await;
    let listed = paypal.get("/v3/vault/payment-tokens?customer_id=cus-7").await;
    assert_eq!(listed.body["payment_tokens"][0]["id"], token);
    let charged = paypal.post_keyed(ORDERS, again("o2", &token), "k2").await;
    assert_eq!((charged.status, charged.status_of()), (201, "COMPLETED"));
    assert_eq!(paypal.truth_of(&charged.id()).await["saved_method"], true);
    assert_eq!(paypal.post_keyed(ORDERS, again("o2", &token), "k2").await.id(), charged.id());
    let path = format!("/v3/vault/payment-tokens/{token}");
    assert_eq!(paypal.delete(&path).await.status, 204);
    assert_eq!(paypal.delete(&path).await.status, 204);
    assert_eq!(paypal.get(&path).await.status, 404);
    let refused = paypal.post_keyed(ORDERS, again("o3", &token), "k3").await;
    assert_eq!((refused.status, issue(&refused)), (422, "TOKEN_ID_NOT_FOUND"));
    let kinds = paypal.event_types().await;
    assert_eq!(
        kinds.iter().filter(|kind| kind.starts_with("VAULT.")).collect::<Vec<_>>(),
        ["VAULT.PAYMENT-TOKEN.CREATED", "VAULT.PAYMENT-TOKEN.DELETED"]
    );
}

#[tokio::test]
async fn a_charge_needs_an_identifier() {
    let paypal = PayPal::start().await;
    let token = saved(&paypal).await;
    let refused = paypal.post(ORDERS, again("o2", &token)).await;
    assert_eq!((refused.status, issue(&refused)), (400, "PAYPAL_REQUEST_ID_REQUIRED"));
}

#[tokio::test]
async fn a_saved_wallet_is_declined_or_asks_its_owner() {
    let paypal = PayPal::start().await;
    let token = saved(&paypal).await;
    paypal.control("next", json!({"outcome": "decline"})).await;
    let declined = paypal.post_keyed(ORDERS, again("o2", &token), "k2").await;
    assert_eq!((declined.status, issue(&declined)), (422, "INSTRUMENT_DECLINED"));
    paypal.control("next", json!({"outcome": "payer_action"})).await;
    let asked = paypal.post_keyed(ORDERS, again("o2", &token), "k2").await;
    assert_eq!(asked.status_of(), "PAYER_ACTION_REQUIRED");
    assert!(asked.body["links"].as_array().unwrap().iter().any(|link| link["rel"] == "payer-action"));
    paypal.approve(&asked.id()).await;
    assert_eq!(paypal.capture(&asked.id()).await.status_of(), "COMPLETED");
    assert_eq!(paypal.fake.truth().await["orders"]["o2"]["successful_charges"], 1);
}
