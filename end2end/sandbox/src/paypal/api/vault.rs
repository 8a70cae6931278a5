//! Saved wallets.

use serde_json::{Value, json};

use super::{Ask, Reply};
use crate::paypal::book::Book;
use crate::paypal::refusal::Refusal;
use crate::paypal::{machine, shapes};
use crate::store::Store;

/// `GET /v3/vault/payment-tokens?customer_id=`
pub fn list(book: &Book, ask: &Ask) -> Result<Reply, Refusal> {
    let Some(customer) = ask.query.get("customer_id") else {
        return Err(Refusal::invalid("MISSING_REQUIRED_PARAMETER", "A required parameter is missing.", "customer_id"));
    };
    let of_them = book.tokens.iter().filter(|token| token.customer == *customer);
    let tokens: Vec<Value> = of_them.map(|token| shapes::token(&book.links, token)).collect();
    let address = format!("{}/v3/vault/payment-tokens?customer_id={customer}", book.links.api);
    Ok(Reply::found(json!({
        "customer": {"id": customer},
        "payment_tokens": tokens,
        "links": [{"href": address, "rel": "self", "method": "GET"}],
    })))
}

/// `GET /v3/vault/payment-tokens/{id}`
pub fn get(book: &Book, id: &str) -> Result<Reply, Refusal> {
    Ok(Reply::found(shapes::token(&book.links, book.token(id)?)))
}

/// `DELETE /v3/vault/payment-tokens/{id}`: a token that is gone is gone.
pub fn delete(store: &mut Store, id: &str) -> Result<Reply, Refusal> {
    if store.paypal.token(id).is_ok() {
        machine::delete_token(store, id)?;
    }
    Ok(Reply { status: 204, body: None, subject: None })
}
