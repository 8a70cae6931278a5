//! The Checkout Session and what is sold in it.

use serde_json::{Value, json};

use crate::ids::{new_id, now, random_text};

/// What distinguishes a new session.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// Live mode.
    pub live: bool,
    /// What is sold, as [`line_item`] makes it.
    pub items: &'a [Value],
    /// Three lower-case letters.
    pub currency: &'a str,
    /// The address of the host of its page, without a slash at its end.
    pub base: &'a str,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// A session that waits for its page to be paid.
pub fn checkout_session(new: &NewSession<'_>) -> Value {
    let id = format!("cs_{}_{}", if new.live { "live" } else { "test" }, random_text(58));
    let total: i64 = new.items.iter().filter_map(|item| item["amount_total"].as_i64()).sum();
    json!({
        "adaptive_pricing": {"enabled": false},
        "after_expiration": null,
        "allow_promotion_codes": null,
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": false, "liability": null, "provider": null, "status": null},
        "billing_address_collection": null,
        "cancel_url": null,
        "client_reference_id": null,
        "client_secret": null,
        "collected_information": {"business_name": null, "individual_name": null, "shipping_details": null},
        "consent": null,
        "consent_collection": null,
        "created": now(),
        "currency": new.currency,
        "currency_conversion": null,
        "custom_fields": [],
        "custom_text": {
            "after_submit": null,
            "shipping_address": null,
            "submit": null,
            "terms_of_service_acceptance": null,
        },
        "customer": null,
        "customer_account": null,
        "customer_creation": "if_required",
        "customer_details": null,
        "customer_email": null,
        "discounts": [],
        "expires_at": new.expires_at,
        "integration_identifier": null,
        "invoice": null,
        "invoice_creation": {
            "enabled": false,
            "invoice_data": {
                "account_tax_ids": null,
                "custom_fields": null,
                "description": null,
                "footer": null,
                "issuer": null,
                "metadata": {},
                "rendering_options": null,
            },
        },
        "livemode": new.live,
        "locale": null,
        "managed_payments": null,
        "metadata": {},
        "mode": "payment",
        "object": "checkout.session",
        "origin_context": null,
        "payment_intent": null,
        "payment_link": null,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": null,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "permissions": null,
        "phone_number_collection": {"enabled": false},
        "recovered_from": null,
        "saved_payment_method_options": null,
        "setup_intent": null,
        "shipping_address_collection": null,
        "shipping_cost": null,
        "shipping_options": [],
        "status": "open",
        "submit_type": null,
        "subscription": null,
        "success_url": null,
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": format!("{}/c/pay/{id}", new.base),
        "wallet_options": null,
        "id": id,
    })
}

/// So many of one thing at this price each.
pub fn line_item(name: &str, currency: &str, unit_amount: i64, quantity: i64, live: bool) -> Value {
    let amount = unit_amount.saturating_mul(quantity);
    json!({
        "id": new_id("li"),
        "object": "item",
        "adjustable_quantity": null,
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": currency,
        "description": name,
        "metadata": {},
        "price": {
            "id": new_id("price"),
            "object": "price",
            "active": false,
            "billing_scheme": "per_unit",
            "created": now(),
            "currency": currency,
            "custom_unit_amount": null,
            "livemode": live,
            "lookup_key": null,
            "metadata": {},
            "nickname": null,
            "product": new_id("prod"),
            "recurring": null,
            "tax_behavior": "unspecified",
            "tiers_mode": null,
            "transform_quantity": null,
            "type": "one_time",
            "unit_amount": unit_amount,
            "unit_amount_decimal": unit_amount.to_string(),
        },
        "quantity": quantity,
    })
}
