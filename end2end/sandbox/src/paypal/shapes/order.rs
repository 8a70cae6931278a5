//! The order.

use serde_json::{Value, json};

use super::{capture, link, payee, put, refund, wallet};
use crate::paypal::book::{Book, Order, OrderStatus};

/// The buyer's account.
pub const PAYER_ID: &str = "BUYERSANDBX22";

/// The whole order, or as much as `Prefer: return=minimal` gives.
pub fn order(book: &Book, order: &Order, full: bool) -> Value {
    let mut object = json!({"id": order.id, "status": order.status.word(), "links": links(book, order)});
    if order.wallet.is_some() || order.approved {
        object["payment_source"] = json!({"paypal": wallet(book, order)});
    }
    if order.approved {
        object["payer"] = json!({
            "name": {"given_name": "Ada", "surname": "Buyer"},
            "email_address": "buyer@personal.example.com",
            "payer_id": PAYER_ID,
            "address": {"country_code": "DE"},
        });
    }
    let paid = book.captures_of(&order.id).next().is_some();
    if full {
        object["intent"] = "CAPTURE".into();
        object["create_time"] = order.created.as_str().into();
        object["update_time"] = order.updated.as_str().into();
        object["purchase_units"] = json!([unit(book, order)]);
    } else if paid {
        object["purchase_units"] = json!([{"reference_id": order.unit.reference_id, "payments": payments(book, order)}]);
    }
    if let Some(map) = object.as_object_mut() {
        map.extend(order.mask.clone());
    }
    object
}

fn unit(book: &Book, order: &Order) -> Value {
    let unit = &order.unit;
    let mut object = json!({"reference_id": unit.reference_id, "amount": unit.money.json(), "payee": payee()});
    if !unit.breakdown.is_null() {
        object["amount"]["breakdown"] = unit.breakdown.clone();
    }
    put(&mut object, "description", unit.description.as_deref());
    put(&mut object, "custom_id", unit.custom_id.as_deref());
    put(&mut object, "invoice_id", unit.invoice_id.as_deref());
    put(&mut object, "soft_descriptor", unit.soft_descriptor.as_deref());
    if !unit.items.is_null() {
        object["items"] = unit.items.clone();
    }
    if book.captures_of(&order.id).next().is_some() {
        object["payments"] = payments(book, order);
    }
    object
}

/// What was captured and sent back.
fn payments(book: &Book, order: &Order) -> Value {
    let captures: Vec<Value> = book
        .captures_of(&order.id)
        .map(|made| {
            let mut object = capture(book, made);
            // Inside their order, captures do not name it again.
            if let Some(map) = object.as_object_mut() {
                map.remove("supplementary_data");
                map.remove("payee");
            }
            object
        })
        .collect();
    let refunds: Vec<Value> =
        book.captures_of(&order.id).flat_map(|made| book.refunds_of(&made.id)).map(|made| refund(book, made, true)).collect();
    let mut object = json!({"captures": captures});
    if !refunds.is_empty() {
        object["refunds"] = refunds.into();
    }
    object
}

fn links(book: &Book, order: &Order) -> Value {
    let address = format!("{}/v2/checkout/orders/{}", book.links.api, order.id);
    let mut links = vec![link(address.clone(), "self", "GET")];
    match order.status {
        OrderStatus::Created => {
            links.push(link(book.approval_page(&order.id), "approve", "GET"));
            links.push(link(address.clone(), "update", "PATCH"));
            links.push(link(format!("{address}/capture"), "capture", "POST"));
        }
        OrderStatus::PayerActionRequired => links.push(link(book.approval_page(&order.id), "payer-action", "GET")),
        OrderStatus::Approved => {
            links.push(link(address.clone(), "update", "PATCH"));
            links.push(link(format!("{address}/capture"), "capture", "POST"));
        }
        OrderStatus::Completed | OrderStatus::Voided => {}
    }
    links.into()
}

/// What is told when an approval came to nothing.
pub fn reversed_approval(order: &Order) -> Value {
    let unit = &order.unit;
    let mut told = json!({"reference_id": unit.reference_id, "amount": unit.money.json()});
    put(&mut told, "custom_id", unit.custom_id.as_deref());
    put(&mut told, "invoice_id", unit.invoice_id.as_deref());
    json!({"order_id": order.id, "purchase_units": [told], "payment_source": {"paypal": {}}})
}
