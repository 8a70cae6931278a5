//! The payment intent.

use serde_json::{Map, Value, json};

use crate::ids::{new_id, now, random_text};

/// What distinguishes a new payment intent.
#[derive(Clone, Debug)]
pub struct NewIntent {
    /// In the smallest unit of the currency.
    pub amount: i64,
    /// Three lower-case letters.
    pub currency: String,
    /// Live mode.
    pub live: bool,
    /// Null, or what the dashboard's payment methods may do.
    pub automatic_payment_methods: Value,
    /// The allowed kinds.
    pub payment_method_types: Vec<String>,
}

/// A payment intent that waits for a payment method.
pub fn payment_intent(new: &NewIntent) -> Value {
    let id = new_id("pi");
    let client_secret = format!("{id}_secret_{}", random_text(25));
    json!({
        "id": id,
        "object": "payment_intent",
        "amount": new.amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": null,
        "application_fee_amount": null,
        "automatic_payment_methods": new.automatic_payment_methods,
        "canceled_at": null,
        "cancellation_reason": null,
        "capture_method": "automatic",
        "client_secret": client_secret,
        "confirmation_method": "automatic",
        "created": now(),
        "currency": new.currency,
        "customer": null,
        "customer_account": null,
        "description": null,
        "excluded_payment_method_types": null,
        "last_payment_error": null,
        "latest_charge": null,
        "livemode": new.live,
        "managed_payments": null,
        "metadata": {},
        "next_action": null,
        "on_behalf_of": null,
        "payment_method": null,
        "payment_method_configuration_details": null,
        "payment_method_options": {
            "card": {
                "installments": null,
                "mandate_options": null,
                "network": null,
                "request_three_d_secure": "automatic",
            },
        },
        "payment_method_types": new.payment_method_types,
        "processing": null,
        "receipt_email": null,
        "review": null,
        "setup_future_usage": null,
        "shipping": null,
        "source": null,
        "statement_descriptor": null,
        "statement_descriptor_suffix": null,
        "status": "requires_payment_method",
        "transfer_data": null,
        "transfer_group": null,
    })
}

const PUBLIC: &[&str] = &[
    "id",
    "object",
    "amount",
    "amount_details",
    "automatic_payment_methods",
    "canceled_at",
    "cancellation_reason",
    "capture_method",
    "client_secret",
    "confirmation_method",
    "created",
    "currency",
    "description",
    "last_payment_error",
    "livemode",
    "next_action",
    "payment_method",
    "payment_method_types",
    "processing",
    "receipt_email",
    "setup_future_usage",
    "shipping",
    "source",
    "status",
];

/// What a browser with the client secret may see.
pub fn public_view(intent: &Value) -> Value {
    let fields: Map<String, Value> = PUBLIC.iter().map(|name| ((*name).to_owned(), intent[*name].clone())).collect();
    Value::Object(fields)
}
