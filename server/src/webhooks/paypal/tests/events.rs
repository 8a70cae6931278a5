//! What events ring for.

use crate::webhooks::doorbell;
use serde_json::{Value, json};

const ORDER: &str = "018f3f5e-0000-7000-8000-000000000001";

fn rings(kind: &str, resource: &Value) -> Result<Option<(String, bool)>, String> {
    let body = json!({ "id": "WH-1", "event_type": kind, "resource": resource }).to_string();
    let bell = doorbell("paypal", body.as_bytes())?;
    Ok(bell.map(|bell| (bell.payment, bell.order.is_some_and(|order| order.to_string() == ORDER))))
}

#[test]
fn an_event_rings_for_its_order_or_its_capture() {
    let order = json!({ "id": "ORDER1", "purchase_units": [{ "custom_id": ORDER }] });
    let capture = json!({ "id": "CAP1", "custom_id": ORDER, "supplementary_data": { "related_ids": { "order_id": "ORDER1" } } });
    let up = json!([{ "rel": "self", "href": "https://api.paypal.com/v2/payments/refunds/REF1" },
        { "rel": "up", "href": "https://api.paypal.com/v2/payments/captures/CAP1" }]);
    let refund = json!({ "id": "REF1", "custom_id": ORDER, "links": up });
    let dispute = json!({ "dispute_id": "PP-D-1", "disputed_transactions": [{ "seller_transaction_id": "CAP1", "custom": ORDER }] });
    let approval = json!({ "order_id": "ORDER1", "purchase_units": [{ "custom_id": ORDER }] });
    for (kind, resource, payment) in [
        ("CHECKOUT.ORDER.APPROVED", &order, "ORDER1"),
        ("CHECKOUT.ORDER.COMPLETED", &order, "ORDER1"),
        ("PAYMENT.CAPTURE.COMPLETED", &capture, "ORDER1"),
        ("PAYMENT.CAPTURE.PENDING", &capture, "ORDER1"),
        ("PAYMENT.CAPTURE.DENIED", &capture, "ORDER1"),
        ("PAYMENT.CAPTURE.REFUNDED", &refund, "CAP1"),
        ("PAYMENT.CAPTURE.REVERSED", &refund, "CAP1"),
        ("CUSTOMER.DISPUTE.CREATED", &dispute, "CAP1"),
        ("CUSTOMER.DISPUTE.RESOLVED", &dispute, "CAP1"),
        ("CHECKOUT.PAYMENT-APPROVAL.REVERSED", &approval, "ORDER1"),
    ] {
        assert_eq!(rings(kind, resource), Ok(Some((payment.to_owned(), true))), "{kind}");
    }
    assert_eq!(rings("PAYMENT.CAPTURE.COMPLETED", &json!({ "id": "CAP1" })), Ok(Some(("CAP1".to_owned(), false))));
}

#[test]
fn what_concerns_no_payment_rings_for_nothing() {
    for kind in ["VAULT.PAYMENT-TOKEN.CREATED", "VAULT.PAYMENT-TOKEN.DELETED", "MERCHANT.ONBOARDING.COMPLETED", ""] {
        assert_eq!(rings(kind, &json!({ "id": "1" })), Ok(None), "{kind}");
    }
    for kind in ["CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.REFUNDED", "CUSTOMER.DISPUTE.CREATED"] {
        for resource in [json!(null), json!([]), json!({}), json!({ "id": 7 }), json!({ "id": "" })] {
            assert!(rings(kind, &resource).is_err(), "{kind} {resource}");
        }
    }
    assert!(doorbell("paypal", b"{}").is_err() && doorbell("paypal", b"").is_err());
}
