//! Buying by PayPal: approval there, capture by us.

mod books;
mod buying;
mod events;
mod faults;
mod forged;
mod twice;
mod wallets;

use crate::support::shop::Started;
use crate::support::{Browser, Plan, Shop};
use serde_json::Value;

/// A shop that takes PayPal.
fn paypal() -> Plan {
    Plan { paypal: true, ..Plan::default() }
}

/// The same, where PayPal sends nothing by itself, and nobody asks it.
fn silent() -> Plan {
    Plan { webhooks: false, background: false, ..paypal() }
}

/// The buyer agrees on PayPal's page.
pub async fn approve(shop: &Shop, started: &Started) {
    shop.sandbox.control(&format!("paypal/orders/{}/approve", started.intent), Value::Null).await;
}

/// The return page asks what came of it.
pub async fn come_back(browser: &Browser, started: &Started) -> Value {
    browser.call("orders/check", &[("public_id", &started.public_id), ("returned", "1")]).await.ok()
}

/// The capture that took the money.
async fn capture_of(shop: &Shop, started: &Started) -> String {
    shop.truth_of(&started.intent).await["charges"][0]["id"].as_str().expect("a capture").to_owned()
}

/// How often money was taken by PayPal, in the whole shop.
async fn captures(shop: &Shop) -> usize {
    let truth = shop.sandbox.truth().await;
    let payments = truth["payments"].as_array().unwrap().iter().filter(|payment| payment["provider"] == "paypal");
    payments.map(|payment| payment["charges"].as_array().unwrap().len()).sum()
}
