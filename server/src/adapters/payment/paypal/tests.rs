//! What PayPal's words come to.

use super::facts;
use super::shapes::{Capture, Dispute, Order};
use domain::ids::OrderId;
use domain::money::{Currency, Money};
use domain::payment::{DisputeStatus, PaymentFacts, PaymentStatus};
use serde_json::{Value, json};
use uuid::Uuid;

fn order(status: &str, payments: &Value) -> Order {
    let unit = json!({ "amount": { "currency_code": "EUR", "value": "149.00" }, "custom_id": Uuid::nil(), "payments": payments });
    serde_json::from_value(json!({ "id": "ORDER1", "status": status, "purchase_units": [unit], "a_new_field": 7 })).expect("an order")
}

fn capture(status: &str, value: &str) -> Value {
    json!({ "id": "CAP1", "status": status, "amount": { "currency_code": "EUR", "value": value }, "custom_id": Uuid::nil() })
}

fn of(status: &str, refunds: &Value) -> PaymentFacts {
    let order = order("COMPLETED", &json!({ "captures": [capture(status, "149.00")], "refunds": refunds }));
    let capture: Capture = serde_json::from_value(capture(status, "149.00")).expect("a capture");
    facts::of_capture(&order, &capture, None, false)
}

#[test]
fn an_order_is_paid_by_nothing_but_a_capture() {
    for (word, status) in [
        ("CREATED", PaymentStatus::RequiresPaymentMethod { declined: false }),
        ("SAVED", PaymentStatus::RequiresPaymentMethod { declined: false }),
        ("PAYER_ACTION_REQUIRED", PaymentStatus::RequiresPaymentMethod { declined: false }),
        ("APPROVED", PaymentStatus::Approved),
        ("VOIDED", PaymentStatus::Canceled),
        ("COMPLETED", PaymentStatus::Processing),
        ("A_NEW_WORD", PaymentStatus::Processing),
    ] {
        let told = facts::of_order(&order(word, &json!({})), false);
        assert_eq!((told.status, told.received_minor), (status, 0), "{word}");
    }
}

#[test]
fn a_capture_is_money_only_when_it_says_so() {
    for (word, status, received) in [
        ("COMPLETED", PaymentStatus::Succeeded, 14_900),
        ("PARTIALLY_REFUNDED", PaymentStatus::Succeeded, 14_900),
        ("REFUNDED", PaymentStatus::Succeeded, 14_900),
        ("PENDING", PaymentStatus::Processing, 0),
        ("DECLINED", PaymentStatus::Refused, 0),
        ("FAILED", PaymentStatus::Refused, 0),
        ("A_NEW_WORD", PaymentStatus::Processing, 0),
    ] {
        let told = of(word, &json!([]));
        assert_eq!((told.status, told.received_minor, told.capture.as_deref()), (status, received, Some("CAP1")), "{word}");
    }
}

#[test]
fn what_went_back_is_what_is_done_in_the_same_currency() {
    let refund = |status: &str, currency: &str, value: &str| json!({ "id": "R", "status": status, "amount": { "currency_code": currency, "value": value } });
    let refunds = json!([
        refund("COMPLETED", "EUR", "5.00"),
        refund("COMPLETED", "EUR", "0.01"),
        refund("PENDING", "EUR", "7.00"),
        refund("FAILED", "EUR", "7.00"),
        refund("COMPLETED", "USD", "7.00"),
    ]);
    assert_eq!(of("PARTIALLY_REFUNDED", &refunds).refunded_minor, 501);
    assert_eq!(of("REFUNDED", &json!([])).refunded_minor, 14_900);
}

#[test]
fn the_capture_has_the_last_word() {
    let order = order("COMPLETED", &json!({ "captures": [capture("COMPLETED", "149.00")] }));
    let mut other = capture("COMPLETED", "1.00");
    other["custom_id"] = json!(Uuid::max());
    let other: Capture = serde_json::from_value(other).expect("a capture");
    let told = facts::of_capture(&order, &other, None, false);
    assert_eq!((told.amount, told.received_minor), (Some(Money::new(100, Currency::Eur)), 100));
    assert_eq!(told.order, Some(OrderId(Uuid::max())));
}

#[test]
fn money_that_went_to_somebody_else_pays_no_order_of_ours() {
    let us = json!({ "merchant_id": "US", "email_address": "us@shop.example" });
    let mut unit = json!({ "amount": { "currency_code": "EUR", "value": "149.00" }, "custom_id": Uuid::nil(), "payee": us });
    unit["payments"] = json!({ "captures": [capture("COMPLETED", "149.00")] });
    let order: Order =
        serde_json::from_value(json!({ "id": "ORDER1", "status": "COMPLETED", "purchase_units": [unit] })).expect("an order");
    for (payee, ours) in [
        (json!(null), true),
        (json!({}), true),
        (json!({ "merchant_id": "US" }), true),
        (json!({ "email_address": "US@shop.example" }), true),
        (us.clone(), true),
        (json!({ "merchant_id": "THEM" }), false),
        (json!({ "email_address": "them@shop.example" }), false),
        (json!({ "merchant_id": "US", "email_address": "them@shop.example" }), false),
        (json!({ "merchant_id": "THEM", "email_address": "us@shop.example" }), false),
    ] {
        let mut taken = capture("COMPLETED", "149.00");
        taken["payee"] = payee.clone();
        let taken: Capture = serde_json::from_value(taken).expect("a capture");
        assert_eq!(facts::of_capture(&order, &taken, None, false).order, ours.then(|| OrderId(Uuid::nil())), "{payee}");
    }
}

#[test]
fn of_several_captures_the_one_that_took_money_decides() {
    let mut taken = capture("COMPLETED", "149.00");
    taken["id"] = json!("CAP2");
    let captures = json!({ "captures": [capture("DECLINED", "149.00"), taken, capture("PENDING", "149.00")] });
    assert_eq!(facts::decisive_capture(&order("COMPLETED", &captures)).map(|capture| capture.id.as_str()), Some("CAP2"));
}

#[test]
fn the_latest_serious_dispute_counts() {
    let dispute = |time: &str, status: &str, stage: &str, outcome: Option<&str>| -> Dispute {
        let outcome = outcome.map(|code| json!({ "outcome_code": code }));
        let told = json!({ "create_time": time, "status": status, "dispute_life_cycle_stage": stage, "dispute_outcome": outcome });
        serde_json::from_value(told).expect("a dispute")
    };
    let open = |time| dispute(time, "UNDER_REVIEW", "CHARGEBACK", None);
    let ended = |time, outcome| dispute(time, "RESOLVED", "CHARGEBACK", Some(outcome));
    assert_eq!(facts::dispute(&[]), None);
    assert_eq!(facts::dispute(&[dispute("2026-01-01", "OPEN", "INQUIRY", None)]), None);
    assert_eq!(facts::dispute(&[open("2026-01-01")]), Some(DisputeStatus::Open));
    for (outcome, status) in [
        ("RESOLVED_SELLER_FAVOUR", DisputeStatus::Won),
        ("CANCELED_BY_BUYER", DisputeStatus::Won),
        ("RESOLVED_BUYER_FAVOUR", DisputeStatus::Lost),
        ("ACCEPTED", DisputeStatus::Lost),
        ("A_NEW_WORD", DisputeStatus::Lost),
    ] {
        assert_eq!(facts::dispute(&[ended("2026-01-01", outcome)]), Some(status), "{outcome}");
    }
    assert_eq!(facts::dispute(&[open("2026-01-02"), ended("2026-01-01", "RESOLVED_BUYER_FAVOUR")]), Some(DisputeStatus::Open));
}
