//! The entry of the balance: what money did to it, and what the provider kept.

use serde_json::{Value, json};

use crate::ids::{new_id, now};

/// What is entered.
#[derive(Clone, Debug)]
pub struct NewEntry<'a> {
    /// `charge` or `refund`.
    pub kind: &'a str,
    /// The object that moved the money.
    pub source: &'a Value,
    /// In the currency of the balance; negative where it left.
    pub amount: i64,
    /// The currency of the balance, in lower-case letters.
    pub currency: &'a str,
    /// How much of the balance's currency one unit of the object's buys; null where they are the same.
    pub exchange_rate: Option<f64>,
    /// What the provider keeps; negative where it gives back.
    pub fee: i64,
}

/// A balance transaction.
pub fn balance_transaction(new: &NewEntry<'_>) -> Value {
    let details = json!({
        "amount": new.fee,
        "application": null,
        "currency": new.currency,
        "description": "Stripe processing fees",
        "type": "stripe_fee",
    });
    json!({
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": new.amount,
        "available_on": now() + 7 * 24 * 3600,
        "balance_type": "payments",
        "created": now(),
        "currency": new.currency,
        "description": new.source["description"],
        "exchange_rate": new.exchange_rate,
        "fee": new.fee,
        "fee_details": if new.fee == 0 { json!([]) } else { json!([details]) },
        "net": new.amount - new.fee,
        "reporting_category": new.kind,
        "source": new.source["id"],
        "status": "pending",
        "type": new.kind,
    })
}
