//! Who may call.

use serde_json::json;

use super::PayPal;
use super::buyer::purchase;

#[tokio::test]
async fn only_the_right_secret_gets_a_token() {
    let paypal = PayPal::start().await;
    for (client, secret) in [("paypal_sandbox_client", "wrong"), ("wrong", "paypal_sandbox_secret"), ("", "")] {
        let refused = paypal.grant(client, secret).await;
        assert_eq!((refused.status, &refused.body["error"]), (401, &json!("invalid_client")));
    }
    let granted = paypal.grant("paypal_sandbox_client", "paypal_sandbox_secret").await;
    assert_eq!((&granted.body["token_type"], &granted.body["expires_in"]), (&json!("Bearer"), &json!(32_400)));
}

#[tokio::test]
async fn calls_need_a_token_that_lives() {
    let mut paypal = PayPal::start().await;
    let order = paypal.order(purchase("o1", "EUR", "19.90")).await;
    let path = format!("/v2/checkout/orders/{order}");
    assert_eq!(paypal.get(&path).await.status, 200);
    paypal.control("tokens/expire", json!({})).await;
    let refused = paypal.get(&path).await;
    assert_eq!((refused.status, &refused.body["error"]), (401, &json!("invalid_token")));
    paypal.sign_in().await;
    assert_eq!(paypal.get(&path).await.status, 200);
}

#[tokio::test]
async fn unknown_addresses_do_not_exist() {
    let paypal = PayPal::start().await;
    for path in
        ["/v2/checkout/orders/NONE", "/v2/payments/captures/NONE", "/v2/payments/refunds/NONE", "/v2/else", "/v1/customer/disputes/NONE"]
    {
        let missing = paypal.get(path).await;
        assert_eq!((missing.status, &missing.body["name"]), (404, &json!("RESOURCE_NOT_FOUND")), "{path}");
    }
}
