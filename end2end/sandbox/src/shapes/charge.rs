//! The charge: one attempt to take money.

use serde_json::{Value, json};

use super::empty_billing_details;
use crate::ids::{new_id, now};

/// The two objects a charge comes from, and how the issuer answered.
#[derive(Clone, Debug)]
pub struct NewCharge<'a> {
    /// The payment intent as it really is.
    pub intent: &'a Value,
    /// The payment method as it really is.
    pub method: &'a Value,
    /// Whether the cardholder was authenticated.
    pub authenticated: bool,
    /// Null if paid, else `{code, message, decline_code?}`.
    pub failure: Value,
}

/// A charge that took the whole amount, or nothing.
pub fn charge(new: &NewCharge<'_>) -> Value {
    let id = new_id("ch");
    let (intent, method) = (new.intent, new.method);
    let paid = new.failure.is_null();
    let billing_details = match &method["billing_details"] {
        Value::Null => empty_billing_details(),
        given => given.clone(),
    };
    json!({
        "amount": intent["amount"],
        "amount_captured": if paid { intent["amount"].clone() } else { 0.into() },
        "amount_refunded": 0,
        "application": null,
        "application_fee": null,
        "application_fee_amount": null,
        "balance_transaction": null,
        "billing_details": billing_details,
        "calculated_statement_descriptor": "SANDBOX",
        "captured": paid,
        "created": now(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": false,
        "failure_balance_transaction": null,
        "failure_code": new.failure["code"],
        "failure_message": new.failure["message"],
        "fraud_details": {},
        "livemode": intent["livemode"],
        "metadata": intent["metadata"],
        "object": "charge",
        "on_behalf_of": null,
        "outcome": outcome(paid, &new.failure),
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": "card", "card": card_details(new)},
        "receipt_email": intent["receipt_email"],
        "receipt_number": null,
        "receipt_url": paid.then(|| format!("https://pay.stripe.com/receipts/payment/{id}")),
        "refunded": false,
        "refunds": null,
        "review": null,
        "shipping": null,
        "source": null,
        "source_transfer": null,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": if paid { "succeeded" } else { "failed" },
        "transfer_data": null,
        "transfer_group": null,
        "id": id,
    })
}

fn outcome(paid: bool, failure: &Value) -> Value {
    json!({
        "advice_code": null,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": if paid { "approved_by_network" } else { "declined_by_network" },
        "reason": failure["decline_code"],
        "risk_level": "normal",
        "risk_score": 12,
        "seller_message": if paid { "Payment complete." } else { "The bank did not return any further details with this decline." },
        "type": if paid { "authorized" } else { "issuer_declined" },
    })
}

fn card_details(new: &NewCharge<'_>) -> Value {
    let card = &new.method["card"];
    let three_d_secure = new.authenticated.then(|| {
        json!({
            "authentication_flow": "challenge",
            "electronic_commerce_indicator": "05",
            "exemption_indicator": null,
            "result": "authenticated",
            "result_reason": null,
            "transaction_id": "8c2b1e4a-7d0b-4b7f-9a51-0f2a4f0f6d11",
            "version": "2.2.0",
        })
    });
    json!({
        "amount_authorized": new.intent["amount"],
        "authorization_code": null,
        "brand": card["brand"],
        "checks": card["checks"],
        "country": card["country"],
        "exp_month": card["exp_month"],
        "exp_year": card["exp_year"],
        "extended_authorization": {"status": "disabled"},
        "fingerprint": card["fingerprint"],
        "funding": card["funding"],
        "incremental_authorization": {"status": "unavailable"},
        "installments": null,
        "last4": card["last4"],
        "mandate": null,
        "multicapture": {"status": "unavailable"},
        "network": card["brand"],
        "network_token": {"used": false},
        "network_transaction_id": null,
        "overcapture": {"maximum_amount_capturable": new.intent["amount"], "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": three_d_secure,
        "transaction_link_id": null,
        "wallet": null,
    })
}
