//! What PayPal's objects say, in the words of the domain.

use super::amount;
use super::shapes::{Capture, Dispute, Order, Refund};
use crate::ports::payment::{DisputeFacts, NewCustomer, Recollection, RefundFacts};
use chrono::DateTime;
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;
use domain::payment::{DisputeStatus, PaymentFacts, PaymentStatus, SavedMethod};

/// The capture that decides about an order: one that took money before one that did not.
pub fn decisive_capture(order: &Order) -> Option<&Capture> {
    let captures = || order.purchase_units.iter().flat_map(|unit| &unit.payments.captures);
    captures().find(|capture| took_money(capture)).or_else(|| captures().last())
}

/// Whether a capture took money, even if it went back later.
pub fn took_money(capture: &Capture) -> bool {
    matches!(capture.status.as_str(), "COMPLETED" | "PARTIALLY_REFUNDED" | "REFUNDED")
}

/// The facts of an order without a capture.
pub fn of_order(order: &Order, livemode: bool) -> PaymentFacts {
    let unit = order.purchase_units.first();
    PaymentFacts {
        reference: order.id.clone(),
        order: unit.and_then(|unit| our_order(unit.custom_id.as_deref())),
        status: status_of_order(order),
        amount: unit.and_then(|unit| unit.amount.as_ref()).and_then(amount::read),
        received_minor: 0,
        refunded_minor: 0,
        customer: None,
        livemode,
        dispute: None,
        capture: None,
        saved: saved(order),
    }
}

/// The facts of an order by its capture: who pays what is the capture's word, not the order's. Money that went to somebody else than
/// the order says is none of our order's.
pub fn of_capture(order: &Order, capture: &Capture, dispute: Option<DisputeStatus>, livemode: bool) -> PaymentFacts {
    let amount = capture.amount.as_ref().and_then(amount::read);
    let taken = amount.filter(|_| took_money(capture)).map_or(0, |amount| amount.minor);
    PaymentFacts {
        order: our_order(capture.custom_id.as_deref()).filter(|_| is_paid_to_us(order, capture)),
        status: status_of_capture(capture),
        amount,
        received_minor: taken,
        refunded_minor: if capture.status == "REFUNDED" { taken } else { refunded(order, amount) },
        dispute,
        capture: Some(capture.id.clone()),
        ..of_order(order, livemode)
    }
}

/// How the latest dispute stands that withholds money.
pub fn dispute(disputes: &[Dispute]) -> Option<DisputeStatus> {
    latest_dispute(disputes).map(dispute_status)
}

/// The latest dispute that withholds money, in full.
pub fn dispute_facts(disputes: &[Dispute]) -> Option<DisputeFacts> {
    let latest = latest_dispute(disputes)?;
    Some(DisputeFacts {
        reference: latest.id.clone(),
        status: dispute_status(latest),
        amount_minor: latest.amount.as_ref().and_then(amount::read)?.minor,
        opened_at: DateTime::parse_from_rfc3339(&latest.create_time).ok()?.to_utc(),
    })
}

/// An inquiry withholds nothing.
fn latest_dispute(disputes: &[Dispute]) -> Option<&Dispute> {
    let serious = disputes.iter().filter(|dispute| dispute.stage != "INQUIRY");
    serious.max_by(|one, other| one.create_time.cmp(&other.create_time))
}

fn dispute_status(dispute: &Dispute) -> DisputeStatus {
    match dispute.outcome.as_ref().map(|outcome| outcome.outcome_code.as_str()) {
        _ if dispute.status != "RESOLVED" => DisputeStatus::Open,
        Some("RESOLVED_SELLER_FAVOUR" | "RESOLVED_WITH_PAYOUT" | "CANCELED_BY_BUYER" | "DENIED") => DisputeStatus::Won,
        _ => DisputeStatus::Lost,
    }
}

/// The facts of a refund.
pub fn of_refund(refund: &Refund) -> RefundFacts {
    RefundFacts { reference: refund.id.clone(), done: refund.status == "COMPLETED" }
}

/// Our row of the payment that an order is.
pub fn our_payment(order: &Order) -> Option<PaymentId> {
    order.purchase_units.first()?.invoice_id.as_deref()?.parse().ok()
}

/// What is kept of our order. A unit that was given no reference of ours has none of our words.
pub fn recollected(order: Order) -> Option<Recollection> {
    let payment = our_payment(&order);
    let words = order.purchase_units.into_iter().next()?.reference_id?;
    let buyer = order.payer.and_then(|payer| {
        let name = payer.name.unwrap_or_default();
        let name = [name.given_name, name.surname].into_iter().flatten().collect::<Vec<_>>().join(" ");
        payer.email_address.map(|email| NewCustomer { email, name })
    });
    Some(Recollection { reference: order.id, payment, customer: None, buyer, words })
}

/// We made the order, so it names us. What either of the two does not tell is not held against the other.
fn is_paid_to_us(order: &Order, capture: &Capture) -> bool {
    let ours = order.purchase_units.first().and_then(|unit| unit.payee.as_ref());
    let (Some(ours), Some(paid)) = (ours, &capture.payee) else { return true };
    let same = |ours: &Option<String>, paid: &Option<String>| match (ours, paid) {
        (Some(ours), Some(paid)) => ours.eq_ignore_ascii_case(paid),
        _ => true,
    };
    same(&ours.merchant_id, &paid.merchant_id) && same(&ours.email_address, &paid.email_address)
}

fn our_order(custom_id: Option<&str>) -> Option<OrderId> {
    custom_id?.parse().ok()
}

/// An order that ended without a capture took nothing; any word that is unknown counts as work of the provider.
fn status_of_order(order: &Order) -> PaymentStatus {
    match order.status.as_str() {
        "CREATED" | "SAVED" | "PAYER_ACTION_REQUIRED" => PaymentStatus::RequiresPaymentMethod { declined: false },
        "APPROVED" => PaymentStatus::Approved,
        "VOIDED" => PaymentStatus::Canceled,
        _ => PaymentStatus::Processing,
    }
}

/// A pending capture is no money yet: an eCheck, or a review.
fn status_of_capture(capture: &Capture) -> PaymentStatus {
    match capture.status.as_str() {
        "DECLINED" | "FAILED" => PaymentStatus::Refused,
        _ if took_money(capture) => PaymentStatus::Succeeded,
        _ => PaymentStatus::Processing,
    }
}

/// What went back for certain, in the currency of what was taken.
fn refunded(order: &Order, taken: Option<Money>) -> i64 {
    let refunds = order.purchase_units.iter().flat_map(|unit| &unit.payments.refunds);
    let amount_of = |refund: &Refund| refund.amount.as_ref().and_then(amount::read);
    let done = refunds.filter(|refund| refund.status == "COMPLETED").filter_map(amount_of);
    done.filter(|amount| taken.is_some_and(|taken| taken.currency == amount.currency)).map(|amount| amount.minor).sum()
}

fn saved(order: &Order) -> Option<SavedMethod> {
    let vault = order.payment_source.paypal.as_ref()?.attributes.as_ref()?.vault.as_ref()?;
    let reference = vault.id.clone().filter(|_| vault.status.as_deref() == Some("VAULTED"))?;
    Some(SavedMethod { reference, label: "PayPal".to_owned() })
}
