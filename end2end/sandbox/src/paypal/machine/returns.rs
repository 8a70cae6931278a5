//! Money that goes back, and wallets that are forgotten.

use crate::paypal::amount::Money;
use crate::paypal::book::{CaptureStatus, Refund};
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
    let book = &mut store.paypal;
    let disputed = book.disputes.iter().any(|dispute| dispute.capture == id && dispute.outcome.is_none());
    let capture = book.capture_mut(id)?;
    let left = capture.money.minor - capture.refunded;
    match capture.status {
        CaptureStatus::Completed => {}
        CaptureStatus::Pending(_) => {
            return Err(Refusal::unprocessable("PENDING_CAPTURE", "Cannot initiate a refund as the capture is pending."));
        }
        CaptureStatus::Declined => {
            return Err(Refusal::unprocessable("REFUND_NOT_ALLOWED", "Full refund refused - partial refund has already been done."));
        }
    }
    if left == 0 || capture.reversed {
        return Err(Refusal::unprocessable("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded."));
    }
    if disputed {
        let description = "The transaction is the subject of a dispute: it is refunded there.";
        return Err(Refusal::unprocessable("TRANSACTION_DISPUTED", description));
    }
    let money = amount(asked.amount.as_ref(), capture.money, left)?;
    capture.refunded += money.minor;
    let made = Refund {
        id: transaction_id(),
        capture: id.to_owned(),
        money,
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

fn amount(asked: Option<&Plain>, captured: Money, left: i64) -> Result<Money, Refusal> {
    let Some(asked) = asked else { return Ok(captured.with(left)) };
    let money = Money::read(&asked.currency_code, &asked.value, "/amount")?;
    if money.currency != captured.currency {
        let description = "Refund must be in the same currency as the capture.";
        return Err(
            Refusal::unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH", description).at("/amount/currency_code", &asked.currency_code)
        );
    }
    if money.minor == 0 {
        return Err(Refusal::unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "Must be greater than zero.").at("/amount/value", &asked.value));
    }
    if money.minor > left {
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
