//! Money that goes back, and wallets that are forgotten.

use super::creation::ABOVE_ZERO;
use crate::fees;
use crate::paypal::amount::Money;
use crate::paypal::book::{Book, Capture, CaptureStatus, Refund};
use crate::paypal::ids::{timestamp, transaction_id};
use crate::paypal::refusal::Refusal;
use crate::paypal::requests::Plain;
use crate::paypal::{events, shapes};
use crate::store::Store;

/// What is to be sent back.
#[derive(Clone, Debug, Default)]
pub struct NewRefund {
    /// Everything that is left, if absent.
    pub amount: Option<Plain>,
    /// The shop's own reference.
    pub custom_id: Option<String>,
    /// The shop's own number.
    pub invoice_id: Option<String>,
    /// For the buyer.
    pub note: Option<String>,
}

/// Sends money back, on the shop's or the dashboard's demand.
pub fn refund(store: &mut Store, id: &str, asked: NewRefund) -> Result<String, Refusal> {
    let left = refundable(store.paypal.capture(id)?)?;
    let money = amount(asked.amount.as_ref(), left)?;
    no_case_forbids(&store.paypal, id, money)?;
    let fee = if store.fees.returned { fees::of_refund(money.minor) } else { 0 };
    let book = &mut store.paypal;
    let capture = book.capture_mut(id)?;
    capture.refunded += money.minor;
    let made = Refund {
        id: transaction_id(),
        capture: id.to_owned(),
        money,
        fee,
        total: capture.refunded,
        custom_id: asked.custom_id,
        invoice_id: asked.invoice_id,
        note: asked.note,
        created: timestamp(),
    };
    let refund = made.id.clone();
    let resource = shapes::refund(book, &made, true);
    let summary = format!("A {} {} capture payment was refunded", money.value(), money.currency.code);
    book.refunds.push(made);
    events::emit(store, "PAYMENT.CAPTURE.REFUNDED", "refund", &summary, &resource);
    Ok(refund)
}

/// What can still be sent back.
fn refundable(capture: &Capture) -> Result<Money, Refusal> {
    match capture.status {
        CaptureStatus::Completed => {}
        CaptureStatus::Pending(_) => {
            let description = "Cannot initiate a refund as the capture is pending. \
                               Capture is typically pending when the payer has funded the transaction using e-check/bank funded.";
            return Err(Refusal::unprocessable("PENDING_CAPTURE", description));
        }
        CaptureStatus::Declined => return Err(Refusal::unprocessable("REFUND_NOT_ALLOWED", "Capture cannot be refunded.")),
    }
    let left = capture.money.with(capture.money.minor - capture.refunded);
    if left.minor == 0 || capture.reversed {
        return Err(Refusal::unprocessable("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded"));
    }
    Ok(left)
}

/// An open inquiry forbids refunds of a part; a chargeback that is open or lost forbids all.
fn no_case_forbids(book: &Book, id: &str, money: Money) -> Result<(), Refusal> {
    let partial = book.capture(id)?.money != money;
    for case in book.disputes.iter().filter(|dispute| dispute.capture == id) {
        let lost = case.outcome.as_deref() == Some("RESOLVED_BUYER_FAVOUR");
        if lost || (case.outcome.is_none() && case.stage == "CHARGEBACK") {
            let description = "Refunds are not allowed on this capture due to a chargeback on the card or bank. \
                               Please contact the payee to resolve the chargeback.";
            return Err(Refusal::unprocessable("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK", description));
        }
        if case.outcome.is_none() && partial {
            let description = "Partial refunds cannot be offered at this time because there is an open case on this transaction. \
                               Visit the PayPal Resolution Center to review this case.";
            return Err(Refusal::unprocessable("TRANSACTION_DISPUTED", description));
        }
    }
    Ok(())
}

fn amount(asked: Option<&Plain>, left: Money) -> Result<Money, Refusal> {
    let Some(asked) = asked else { return Ok(left) };
    let money = Money::read(&asked.currency_code, &asked.value, "/amount")?;
    if money.currency != left.currency {
        let description = "Refund must be in the same currency as the capture";
        return Err(
            Refusal::unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH", description).at("/amount/currency_code", &asked.currency_code)
        );
    }
    if money.minor == 0 {
        return Err(Refusal::unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", ABOVE_ZERO).at("/amount/value", &asked.value));
    }
    if money.minor > left.minor {
        let description = "The refund amount must be less than or equal to the capture amount that has not yet been refunded.";
        return Err(Refusal::unprocessable("REFUND_AMOUNT_EXCEEDED", description).at("/amount/value", &asked.value));
    }
    Ok(money)
}

/// PayPal takes the money of a capture back, for example because a bank did.
pub fn reverse(store: &mut Store, id: &str) -> Result<(), Refusal> {
    let capture = store.paypal.capture_mut(id)?;
    if capture.status != CaptureStatus::Completed || capture.reversed {
        return Err(Refusal::unprocessable("CAPTURE_NOT_COMPLETED", "There is no money to take back."));
    }
    capture.reversed = true;
    let summary = format!("A {} {} capture payment was reversed", capture.money.value(), capture.money.currency.code);
    let capture = store.paypal.capture(id)?;
    let resource = shapes::reversal(&store.paypal, capture);
    events::emit(store, "PAYMENT.CAPTURE.REVERSED", "refund", &summary, &resource);
    Ok(())
}

/// The shop, or the buyer at PayPal, forgets a saved wallet.
pub fn delete_token(store: &mut Store, id: &str) -> Result<(), Refusal> {
    let place = store.paypal.tokens.iter().position(|token| token.id == id).ok_or_else(Refusal::missing)?;
    let token = store.paypal.tokens.remove(place);
    let resource = shapes::token(&store.paypal.links, &token);
    events::emit(store, "VAULT.PAYMENT-TOKEN.DELETED", "payment_token", "A payment token has been deleted.", &resource);
    Ok(())
}
