//! What Stripe keeps of payments, by its balance.

use serde_json::json;

use crate::support::Fake;

/// The entries of the balance that the charge and the refunds of an intent name.
async fn entries(fake: &Fake, intent: &str) -> (serde_json::Value, serde_json::Value) {
    let charges = fake.get(&format!("charges?payment_intent={intent}&expand[]=data.balance_transaction")).await;
    let refunds = fake.get(&format!("refunds?payment_intent={intent}&expand[]=data.balance_transaction")).await;
    let entry = |list: &serde_json::Value| list["data"][0]["balance_transaction"].clone();
    (entry(&charges.body), entry(&refunds.body))
}

#[tokio::test]
async fn a_charge_costs_its_percentage_and_a_fixed_part_and_a_refund_gives_none_of_it_back() {
    let fake = Fake::start().await;
    let id = fake.intent(14_900).await;
    fake.pay(&id, "4242424242424242").await;
    fake.post("refunds", &format!("payment_intent={id}&amount=4900")).await;
    let (charge, refund) = entries(&fake, &id).await;
    assert_eq!((&charge["amount"], &charge["fee"], &charge["net"]), (&json!(14_900), &json!(462), &json!(14_438)));
    assert_eq!((&charge["currency"], &charge["exchange_rate"]), (&json!("eur"), &json!(null)));
    assert_eq!((&refund["amount"], &refund["fee"], &refund["net"]), (&json!(-4900), &json!(0), &json!(-4900)));
}

#[tokio::test]
async fn a_balance_may_be_late_and_in_another_currency_and_give_fees_back() {
    let fake = Fake::start().await;
    fake.control("fees", json!({"late": true, "currency": "usd", "rate": 1250, "returned": true})).await;
    let id = fake.intent(10_000).await;
    fake.pay(&id, "4242424242424242").await;
    assert_eq!(entries(&fake, &id).await.0, json!(null));
    fake.control("fees", json!({"currency": "usd", "rate": 1250, "returned": true})).await;
    fake.post("refunds", &format!("payment_intent={id}")).await;
    let (charge, refund) = entries(&fake, &id).await;
    assert_eq!((&charge["amount"], &charge["fee"], &charge["currency"]), (&json!(12_500), &json!(393), &json!("usd")));
    assert_eq!((&charge["exchange_rate"], &refund["fee"]), (&json!(1.25), &json!(-363)));
}
