//! Orders, as they are asked for.

use super::amount;
use super::shapes::Order;
use crate::ports::payment::{GatewayError, Handoff, OrderWords, PayableOrder, SavedCharge};
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;
use serde_json::{Value, json};

/// The longest description that PayPal takes, in characters.
const LONGEST_DESCRIPTION: usize = 127;
/// The longest reference of a unit that PayPal takes, in characters.
const LONGEST_REFERENCE: usize = 256;

/// An order that the buyer approves on PayPal's page. `save` asks for the wallet to be stored.
pub fn to_approve(payment: &PayableOrder, save: bool) -> Result<Value, GatewayError> {
    let mut wallet = json!({ "experience_context": experience(&payment.return_url, &payment.cancel_url) });
    if save {
        let vault = json!({ "store_in_vault": "ON_SUCCESS", "usage_type": "MERCHANT", "usage_pattern": "IMMEDIATE" });
        wallet["attributes"] = json!({ "vault": vault });
    }
    Ok(order(&with_words(unit(payment.order, payment.payment, payment.amount, &payment.description)?, &payment.words), &wallet))
}

/// An order that a stored wallet pays at once, while the buyer is present.
pub fn by_saved(charge: &SavedCharge) -> Result<Value, GatewayError> {
    let wallet = json!({
        "vault_id": charge.method_ref,
        "stored_payment_source": { "payment_initiator": "CUSTOMER", "payment_type": "ONE_TIME", "usage": "SUBSEQUENT" },
        "experience_context": experience(&charge.return_url, &charge.return_url),
    });
    Ok(order(&with_words(unit(charge.order, charge.payment, charge.amount, &charge.description)?, &charge.words), &wallet))
}

/// A part of a capture, or all of it, that goes back. `call` is how the refund is found again.
pub fn to_refund(amount: Money, call: &str) -> Result<Value, GatewayError> {
    Ok(json!({ "amount": amount::write(amount)?, "custom_id": call }))
}

/// Where the buyer goes on with an order.
pub fn handoff(order: &Order) -> Handoff {
    let open = matches!(order.status.as_str(), "CREATED" | "SAVED" | "PAYER_ACTION_REQUIRED");
    let link = order.links.iter().find(|link| open && matches!(link.rel.as_str(), "payer-action" | "approve"));
    link.map_or(Handoff::Nothing, |link| Handoff::Redirect(link.href.clone()))
}

fn order(unit: &Value, wallet: &Value) -> Value {
    json!({ "intent": "CAPTURE", "purchase_units": [unit], "payment_source": { "paypal": wallet } })
}

/// The invoice's number is our row of the payment: PayPal takes money for each number once.
fn unit(order: OrderId, payment: PaymentId, amount: Money, description: &str) -> Result<Value, GatewayError> {
    let mut unit = json!({ "custom_id": order.to_string(), "invoice_id": payment.to_string(), "amount": amount::write(amount)? });
    let description: String = description.chars().take(LONGEST_DESCRIPTION).collect();
    if !description.is_empty() {
        unit["description"] = description.into();
    }
    Ok(unit)
}

/// PayPal keeps the reference of a unit and shows it to nobody.
fn with_words(mut unit: Value, words: &OrderWords) -> Value {
    if let Some(words) = words.within(LONGEST_REFERENCE) {
        unit["reference_id"] = words.into();
    }
    unit
}

fn experience(return_url: &str, cancel_url: &str) -> Value {
    json!({ "user_action": "PAY_NOW", "shipping_preference": "NO_SHIPPING", "return_url": return_url, "cancel_url": cancel_url })
}
