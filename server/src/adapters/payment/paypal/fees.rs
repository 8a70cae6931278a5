//! What PayPal keeps of a capture. Fees of disputes are no part of a capture and not told of it.

use super::amount;
use super::shapes::{Breakdown, Capture, Order, Refund};
use crate::ports::payment::{Fee, FeesTold};
use chrono::DateTime;
use domain::fees::FeeKind;
use domain::money::Money;

/// Whether anything of a capture was sent back.
pub fn went_back(capture: &Capture) -> bool {
    matches!(capture.status.as_str(), "PARTIALLY_REFUNDED" | "REFUNDED")
}

/// The fees of a capture, and what went back of them by the refunds in its order. Without a breakdown the money is still on its way.
pub fn of_capture(capture: &Capture, order: Option<&Order>) -> FeesTold {
    let mut told = FeesTold { complete: true, ..FeesTold::default() };
    told.add(of_charge(capture));
    let refunds = order.into_iter().flat_map(|order| &order.purchase_units).flat_map(|unit| &unit.payments.refunds);
    for refund in refunds.filter(|refund| refund.status == "COMPLETED") {
        told.add(of_refund(capture, refund));
    }
    told
}

fn of_charge(capture: &Capture) -> Option<Fee> {
    fee(FeeKind::Charge, capture, &capture.id, capture.seller_receivable_breakdown.as_ref()?, &capture.create_time)
}

/// PayPal names what it gives back without a sign.
fn of_refund(capture: &Capture, refund: &Refund) -> Option<Fee> {
    let fee = fee(FeeKind::Refund, capture, &refund.id, refund.seller_payable_breakdown.as_ref()?, &refund.create_time)?;
    Some(Fee { amount_minor: -fee.amount_minor, sale: Money::new(-fee.sale.minor, fee.sale.currency), ..fee })
}

/// Where no fee is named there is none.
fn fee(kind: FeeKind, capture: &Capture, id: &str, breakdown: &Breakdown, made: &str) -> Option<Fee> {
    let currency = capture.amount.as_ref().and_then(amount::read)?.currency;
    let sale = match &breakdown.paypal_fee {
        Some(fee) => amount::read(fee).filter(|fee| fee.currency == currency)?,
        None => Money::new(0, currency),
    };
    let booked = breakdown.paypal_fee_in_receivable_currency.as_ref().and_then(amount::read);
    let booked = booked.filter(|booked| booked.currency != currency).unwrap_or(sale);
    Some(Fee {
        reference: id.to_owned(),
        kind,
        amount_minor: booked.minor,
        currency: booked.currency.code().to_owned(),
        sale,
        booked_at: DateTime::parse_from_rfc3339(made).ok()?.to_utc(),
    })
}
