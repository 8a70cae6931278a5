//! The payment method: always a card.

use serde_json::{Value, json};

use crate::cards::brand;
use crate::ids::{new_id, now, random_text};

/// The card that was typed in.
#[derive(Clone, Debug)]
pub struct NewCard {
    /// All digits; only the last four are kept.
    pub number: String,
    /// Month of expiry.
    pub exp_month: i64,
    /// Year of expiry with four digits.
    pub exp_year: i64,
    /// Live mode.
    pub live: bool,
    /// Name, mail address and the like.
    pub billing_details: Value,
    /// The shop's notes.
    pub metadata: Value,
}

/// A payment method that belongs to nobody yet.
pub fn payment_method(new: &NewCard) -> Value {
    let brand = brand(&new.number);
    json!({
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": new.billing_details,
        "card": {
            "brand": brand,
            "checks": {
                "address_line1_check": null,
                "address_postal_code_check": null,
                "cvc_check": "pass",
            },
            "country": "US",
            "display_brand": brand,
            "exp_month": new.exp_month,
            "exp_year": new.exp_year,
            "fingerprint": random_text(16),
            "funding": "credit",
            "generated_from": null,
            "last4": last4(&new.number),
            "networks": {"available": [brand], "preferred": null},
            "regulated_status": "unregulated",
            "three_d_secure_usage": {"supported": true},
            "wallet": null,
        },
        "created": now(),
        "customer": null,
        "customer_account": null,
        "livemode": new.live,
        "metadata": new.metadata,
        "type": "card",
    })
}

fn last4(number: &str) -> &str {
    number.get(number.len().saturating_sub(4)..).unwrap_or_default()
}
