//! The refund.

use serde_json::{Value, json};

use crate::ids::{new_id, now};

/// What distinguishes a new refund.
#[derive(Clone, Debug)]
pub struct NewRefund<'a> {
    /// The charge as it really is.
    pub charge: &'a Value,
    /// In the smallest unit of the charge's currency.
    pub amount: i64,
    /// Null or one of Stripe's reasons.
    pub reason: Value,
    /// The shop's notes.
    pub metadata: Value,
}

/// A refund that has gone through.
pub fn refund(new: &NewRefund<'_>) -> Value {
    let charge = new.charge;
    json!({
        "id": new_id("re"),
        "object": "refund",
        "amount": new.amount,
        "balance_transaction": null,
        "charge": charge["id"],
        "created": now(),
        "currency": charge["currency"],
        "customer": charge["customer"],
        "customer_account": null,
        "destination_details": {
            "card": {
                "reference_status": "pending",
                "reference_type": "acquirer_reference_number",
                "type": "refund",
            },
            "type": "card",
        },
        "metadata": new.metadata,
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": new.reason,
        "receipt_number": null,
        "source_transfer_reversal": null,
        "status": "succeeded",
        "transfer_reversal": null,
    })
}
