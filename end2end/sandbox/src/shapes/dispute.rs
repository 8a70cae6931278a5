//! The dispute: the cardholder asked the bank for the money back.

use serde_json::{Map, Value, json};

use crate::ids::{new_id, now};

/// What the provider takes for a chargeback, in the smallest unit; a dispute that is won does not give it back.
const FEE: i64 = 1500;

/// A dispute about a whole charge.
pub fn dispute(charge: &Value, reason: &str, status: &str) -> Value {
    json!({
        "id": new_id("du"),
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now(),
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": evidence(),
        "evidence_details": {
            "due_by": now() + 7 * 24 * 3600,
            "enhanced_eligibility": {},
            "has_evidence": false,
            "past_due": false,
            "submission_count": 0,
        },
        "is_charge_refundable": status.starts_with("warning_"),
        "livemode": charge["livemode"],
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {"brand": "visa", "case_type": if status.starts_with("warning_") { "inquiry" } else { "chargeback" }, "network": "visa", "network_reason_code": "10.4"},
            "type": "card",
        },
        "reason": reason,
        "status": status,
    })
}

/// Evidence that nobody has handed in.
fn evidence() -> Value {
    let mut evidence: Map<String, Value> = EVIDENCE.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    evidence.insert("enhanced_evidence".to_owned(), json!({}));
    Value::Object(evidence)
}

const EVIDENCE: &[&str] = &[
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
];

/// What a dispute did to the balance: `amount` is negative if it took money.
pub fn dispute_transaction(dispute: &Value, amount: i64) -> Value {
    let fee = if amount < 0 { FEE } else { 0 };
    let description = if amount < 0 { "Chargeback withdrawal for " } else { "Chargeback reversal for " };
    let currency = &dispute["currency"];
    let details = json!({"amount": FEE, "application": null, "currency": currency, "description": "Dispute fee", "type": "stripe_fee"});
    json!({
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": now(),
        "balance_type": "payments",
        "created": now(),
        "currency": currency,
        "description": format!("{description}{}", dispute["charge"].as_str().unwrap_or_default()),
        "exchange_rate": null,
        "fee": fee,
        "fee_details": if fee == 0 { json!([]) } else { json!([details]) },
        "net": amount - fee,
        "reporting_category": if amount < 0 { "dispute" } else { "dispute_reversal" },
        "source": dispute["id"],
        "status": "available",
        "type": "adjustment",
    })
}
