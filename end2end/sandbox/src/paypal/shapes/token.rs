//! Saved wallets, and the wallet an order is paid with.

use serde_json::{Value, json};

use super::{PAYER_ID, link};
use crate::paypal::book::{Book, Links, Order, Token};

/// A saved wallet as the vault shows it.
pub fn token(links: &Links, token: &Token) -> Value {
    let address = format!("{}/v3/vault/payment-tokens/{}", links.api, token.id);
    json!({
        "id": token.id,
        "customer": {"id": token.customer},
        "payment_source": {
            "paypal": {
                "email_address": "buyer@personal.example.com",
                "payer_id": PAYER_ID,
                "usage_type": "MERCHANT",
                "customer_type": "CONSUMER",
                "name": {"given_name": "Ada", "surname": "Buyer"},
            },
        },
        "links": [link(address.clone(), "self", "GET"), link(address, "delete", "DELETE")],
    })
}

/// The `attributes.vault` of a payment that saved its wallet.
pub fn vaulted(links: &Links, token: &Token) -> Value {
    let address = format!("{}/v3/vault/payment-tokens/{}", links.api, token.id);
    json!({
        "id": token.id,
        "status": "VAULTED",
        "customer": {"id": token.customer},
        "links": [link(address.clone(), "self", "GET"), link(address, "delete", "DELETE")],
    })
}

/// The wallet of an order, empty until its owner agreed.
pub fn wallet(book: &Book, order: &Order) -> Value {
    if !order.approved {
        return json!({});
    }
    let mut object = json!({
        "email_address": "buyer@personal.example.com",
        "account_id": PAYER_ID,
        "account_status": "VERIFIED",
        "name": {"given_name": "Ada", "surname": "Buyer"},
        "address": {"country_code": "DE"},
    });
    if let Some(saved) = order.token.as_deref().and_then(|id| book.token(id).ok()) {
        object["attributes"] = json!({"vault": vaulted(&book.links, saved)});
    }
    object
}
