//! Approval and capture: the moment at which money moves.

use serde_json::Map;

use crate::paypal::book::{Book, Capture, CaptureStatus, OrderStatus, Outcome, Token};
use crate::paypal::ids::{customer_id, timestamp, token_id, transaction_id};
use crate::paypal::refusal::Refusal;
use crate::paypal::{events, shapes};
use crate::store::Store;

/// The buyer agrees.
pub fn approve(store: &mut Store, id: &str) -> Result<(), Refusal> {
    let order = store.paypal.order_mut(id)?;
    if !order.status.is_open() {
        return Err(Refusal::unprocessable("ORDER_CANNOT_BE_CONFIRMED", "An order with status = 'COMPLETED' cannot be confirmed again."));
    }
    order.status = OrderStatus::Approved;
    order.approved = true;
    events::of_order(store, "CHECKOUT.ORDER.APPROVED", id, "An order has been approved by buyer");
    Ok(())
}

/// The shop asks for the money of an approved order.
pub fn capture(store: &mut Store, id: &str) -> Result<(), Refusal> {
    let order = store.paypal.order(id)?;
    match order.status {
        OrderStatus::Approved => {}
        OrderStatus::Completed => {
            let description = "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed.";
            return Err(Refusal::unprocessable("ORDER_ALREADY_CAPTURED", description));
        }
        OrderStatus::Created | OrderStatus::PayerActionRequired | OrderStatus::Voided => {
            let description = "Payer has not yet approved the Order for payment. \
                               Please redirect the payer to the 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call \
                               or provide a valid `payment_source` in the request.";
            return Err(Refusal::unprocessable("ORDER_NOT_APPROVED", description));
        }
    }
    invoice_is_free(&store.paypal, order.unit.invoice_id.as_deref())?;
    take(store, id)
}

/// Takes the money, unless the next outcome is another one.
pub fn take(store: &mut Store, id: &str) -> Result<(), Refusal> {
    let book = &mut store.paypal;
    let status = match book.next_outcome() {
        Some(Outcome::Decline) => return Err(Refusal::declined(&book.approval_page(id))),
        Some(Outcome::Pending(reason)) => CaptureStatus::Pending(reason),
        Some(Outcome::Denied) => CaptureStatus::Declined,
        Some(Outcome::PayerAction) | None => CaptureStatus::Completed,
    };
    let order = book.order_mut(id)?;
    order.status = OrderStatus::Completed;
    let (created, updated) = (timestamp(), timestamp());
    let made = Capture {
        id: transaction_id(),
        order: id.to_owned(),
        status: status.clone(),
        money: order.unit.money,
        refunded: 0,
        reversed: false,
        created,
        updated,
        mask: Map::new(),
    };
    let capture = made.id.clone();
    book.captures.push(made);
    if status != CaptureStatus::Declined {
        keep_wallet(store, id);
    }
    announce(store, &capture);
    Ok(())
}

/// An invoice is paid once.
pub fn invoice_is_free(book: &Book, invoice: Option<&str>) -> Result<(), Refusal> {
    let Some(invoice) = invoice else { return Ok(()) };
    let paid = book.captures.iter().any(|capture| {
        let of_it = book.orders.get(&capture.order).is_some_and(|order| order.unit.invoice_id.as_deref() == Some(invoice));
        of_it && capture.status != CaptureStatus::Declined
    });
    if paid {
        let description = "Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting requires that \
                           Invoice Id be unique for each transaction.";
        return Err(
            Refusal::unprocessable("DUPLICATE_INVOICE_ID", description).at("/purchase_units/@reference_id=='default'/invoice_id", invoice)
        );
    }
    Ok(())
}

/// Saves the wallet, if the order asked for that.
fn keep_wallet(store: &mut Store, id: &str) {
    let Ok(order) = store.paypal.order_mut(id) else { return };
    let Some(attributes) = order.wallet.as_ref().and_then(|wallet| wallet.attributes.as_ref()) else { return };
    if attributes.vault.is_none() {
        return;
    }
    let customer = attributes.customer.as_ref().and_then(|customer| customer.id.clone()).unwrap_or_else(customer_id);
    let token = Token { id: token_id(), customer, created: timestamp() };
    order.token = Some(token.id.clone());
    let resource = shapes::token(&store.paypal.links, &token);
    store.paypal.tokens.push(token);
    events::emit(store, "VAULT.PAYMENT-TOKEN.CREATED", "payment_token", "A payment token has been created.", &resource);
}

/// Tells where a capture stands.
fn announce(store: &mut Store, id: &str) {
    let Ok(capture) = store.paypal.capture(id) else { return };
    let written = format!("{} {}", capture.money.value(), capture.money.currency.code);
    let (kind, summary) = match capture.status {
        CaptureStatus::Completed => ("PAYMENT.CAPTURE.COMPLETED", format!("Payment completed for {written}")),
        CaptureStatus::Pending(_) => ("PAYMENT.CAPTURE.PENDING", format!("Payment pending for {written}")),
        CaptureStatus::Declined => ("PAYMENT.CAPTURE.DENIED", format!("Payment denied for {written}")),
    };
    events::of_capture(store, kind, id, &summary);
}

fn settle(store: &mut Store, id: &str, status: CaptureStatus) -> Result<(), Refusal> {
    let capture = store.paypal.capture_mut(id)?;
    if !matches!(capture.status, CaptureStatus::Pending(_)) {
        return Err(Refusal::unprocessable("CAPTURE_NOT_PENDING", "Only a pending capture is completed or denied."));
    }
    capture.status = status;
    announce(store, id);
    Ok(())
}

/// The pending money arrives.
pub fn complete(store: &mut Store, id: &str) -> Result<(), Refusal> {
    settle(store, id, CaptureStatus::Completed)
}

/// The pending money will never arrive.
pub fn deny(store: &mut Store, id: &str) -> Result<(), Refusal> {
    settle(store, id, CaptureStatus::Declined)
}

/// Nobody captured in time: the approval is void.
pub fn lapse(store: &mut Store, id: &str) -> Result<(), Refusal> {
    let order = store.paypal.order_mut(id)?;
    if !order.status.is_open() {
        return Err(Refusal::unprocessable("ORDER_COMPLETED_OR_VOIDED", "Order is voided or completed and hence cannot be authorized."));
    }
    let approved = order.status == OrderStatus::Approved;
    order.status = OrderStatus::Voided;
    if approved {
        let resource = shapes::reversed_approval(store.paypal.order(id)?);
        events::emit(store, "CHECKOUT.PAYMENT-APPROVAL.REVERSED", "checkout-order", "A payment has been reversed.", &resource);
    }
    Ok(())
}
