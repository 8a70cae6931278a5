//! PayPal's objects in JSON.

mod capture;
mod dispute;
mod order;
mod refund;
mod token;

use serde_json::{Value, json};

pub use capture::{capture, reversal};
pub use dispute::dispute;
pub use order::{PAYER_ID, order, reversed_approval};
pub use refund::refund;
pub use token::{token, vaulted, wallet};

/// The shop's account.
fn payee() -> Value {
    json!({"email_address": "shop@business.example.com", "merchant_id": "SANDB2XMERCH4"})
}

/// One link.
fn link(href: impl Into<Value>, rel: &str, method: &str) -> Value {
    let href: Value = href.into();
    json!({"href": href, "rel": rel, "method": method})
}

/// Adds a text to an object if there is one.
fn put(object: &mut Value, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        object[name] = text.into();
    }
}
