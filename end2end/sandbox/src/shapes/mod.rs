//! New objects with all the keys that Stripe's own fixtures have.

mod balance;
mod charge;
mod checkout_session;
mod customer;
mod dispute;
mod event;
mod payment_intent;
mod payment_method;
mod refund;

use serde_json::{Value, json};

pub use balance::{NewEntry, balance_transaction};
pub use charge::{NewCharge, charge};
pub use checkout_session::{NewSession, checkout_session, line_item};
pub use customer::customer;
pub use dispute::{dispute, dispute_transaction};
pub use event::{API_VERSION, event};
pub use payment_intent::{NewIntent, payment_intent, public_view};
pub use payment_method::{NewCard, payment_method};
pub use refund::{NewRefund, refund};

/// An address nobody filled in.
fn empty_address() -> Value {
    json!({
        "city": null,
        "country": null,
        "line1": null,
        "line2": null,
        "postal_code": null,
        "state": null,
    })
}

/// Billing details nobody filled in.
pub fn empty_billing_details() -> Value {
    json!({
        "address": empty_address(),
        "email": null,
        "name": null,
        "phone": null,
        "tax_id": null,
    })
}

/// A page of a list.
pub fn list(url: &str, data: &[Value], has_more: bool) -> Value {
    json!({
        "object": "list",
        "url": url,
        "has_more": has_more,
        "data": data,
    })
}
