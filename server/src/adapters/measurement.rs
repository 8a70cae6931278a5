//! Tells Google Analytics of purchases, by its Measurement Protocol.

use super::http_client;
use crate::config::Ga4Settings;
use domain::money::Money;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::time::Duration;

/// A call is given up after this.
const DEADLINE: Duration = Duration::from_secs(5);

/// A purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// What the service calls the browser.
    pub client: String,
    /// The order, by which the service counts it once however often it is told.
    pub order: String,
    /// What was paid.
    pub total: Money,
    /// For what.
    pub items: Vec<Item>,
}

/// An item of a purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The offer.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What was paid for it, discounts and tax in it.
    pub value: Money,
}

/// Tells of a purchase. The error says nothing of what was sent.
pub async fn tell(ga4: &Ga4Settings, purchase: &Purchase) -> Result<(), String> {
    let Some(secret) = &ga4.api_secret else { return Ok(()) };
    let failed = |error: reqwest::Error| error.without_url().to_string();
    let url = format!("{}mp/collect?measurement_id={}&api_secret={}", ga4.api_base, ga4.measurement_id, secret.expose_secret());
    let answer = http_client(DEADLINE).map_err(failed)?.post(url).json(&event(purchase)).send().await.map_err(failed)?;
    if answer.status().is_success() { Ok(()) } else { Err(format!("the measuring service answered {}", answer.status())) }
}

/// The parameters of an event about something that is for sale, as JSON that can stand in a script.
pub fn on_sale(item: &Item) -> String {
    let facts = json!({ "currency": item.value.currency.code(), "value": number(item.value), "items": [described(item)] });
    facts.to_string().replace('<', "\\u003c")
}

fn described(item: &Item) -> Value {
    json!({ "item_id": item.id, "item_name": item.name, "price": number(item.value), "quantity": 1 })
}

fn event(purchase: &Purchase) -> Value {
    let items: Vec<_> = purchase.items.iter().map(described).collect();
    let facts = json!({
        "transaction_id": purchase.order,
        "currency": purchase.total.currency.code(),
        "value": number(purchase.total),
        "items": items,
    });
    json!({
        "client_id": purchase.client,
        "consent": { "ad_user_data": "DENIED", "ad_personalization": "DENIED" },
        "events": [{ "name": "purchase", "params": facts }],
    })
}

/// An amount as the service counts it: 149.00 is the number 149.
fn number(money: Money) -> Value {
    money.decimal().parse::<f64>().ok().map_or(Value::Null, Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;

    #[test]
    fn each_item_is_told_with_its_own_value() {
        let money = |minor| Money::new(minor, Currency::Eur);
        let item = |id: &str, minor| Item { id: id.to_owned(), name: id.to_uppercase(), value: money(minor) };
        let purchase = Purchase {
            client: "1.2".to_owned(),
            order: "K7".to_owned(),
            total: money(17_800),
            items: vec![item("a", 14_900), item("b", 2_900)],
        };
        let event = event(&purchase);
        let facts = &event["events"][0]["params"];
        assert_eq!((&event["client_id"], &facts["transaction_id"], &facts["value"]), (&json!("1.2"), &json!("K7"), &json!(178.0)));
        assert_eq!(facts["items"][1], json!({ "item_id": "b", "item_name": "B", "price": 29.0, "quantity": 1 }));
    }
}
