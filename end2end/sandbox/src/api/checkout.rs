//! Checkout Sessions: a page of the provider where one payment is made.

use serde_json::{Value, json};

use super::{Request, customers, listing, payment_intents};
use crate::error::ApiError;
use crate::ids::now;
use crate::machine::checkout;
use crate::params::Params;
use crate::shapes::{self, NewSession};
use crate::store::{Checkout, Store};
use crate::table::Record;

const KNOWN: &[&str] = &[
    "billing_address_collection",
    "cancel_url",
    "client_reference_id",
    "customer",
    "customer_creation",
    "customer_email",
    "expires_at",
    "line_items",
    "locale",
    "metadata",
    "mode",
    "payment_intent_data",
    "payment_method_types",
    "submit_type",
    "success_url",
    "ui_mode",
];
const PLAIN: &[&str] = &[
    "billing_address_collection",
    "cancel_url",
    "client_reference_id",
    "customer",
    "customer_email",
    "locale",
    "submit_type",
    "success_url",
];
const INTENT_DATA: &[&str] =
    &["description", "metadata", "receipt_email", "setup_future_usage", "statement_descriptor", "statement_descriptor_suffix"];
const HALF_AN_HOUR: i64 = 30 * 60;
const A_DAY: i64 = 24 * 60 * 60;

/// `POST /v1/checkout/sessions`
pub fn create(store: &mut Store, request: &Request) -> Result<Value, ApiError> {
    let params = &request.params;
    let live = request.caller.live;
    params.allow(KNOWN)?;
    check(store, live, params)?;
    let items = line_items(params, live)?;
    let currency = items[0]["currency"].as_str().unwrap_or_default().to_owned();
    let new = NewSession { live, items: &items, currency: &currency, base: &request.checkout_base, expires_at: expires_at(params)? };
    let object = shapes::checkout_session(&new);
    payment_intents::check_amount(object["amount_total"].as_i64().unwrap_or_default(), &currency)?;
    let id = store.sessions.insert(live, object);
    let session = store.sessions.find_mut(&id)?;
    for name in PLAIN.iter().filter(|name| params.has(name)) {
        session.set(name, params.text(name));
    }
    session.set("metadata", params.metadata(&Value::Null));
    let creation = if params.has("customer") { None } else { Some(params.text("customer_creation").unwrap_or("if_required")) };
    session.set("customer_creation", creation);
    let view = session.view();
    let intent_data = params.inside("payment_intent_data").unwrap_or_else(Params::none);
    store.checkouts.insert(id.clone(), Checkout { intent_data, items });
    store.effects.expire_later.push(id);
    Ok(view)
}

/// `GET /v1/checkout/sessions/{id}`
pub fn retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    store.sessions.get(request.caller.live, id).map(Record::view)
}

/// `POST /v1/checkout/sessions/{id}/expire`
pub fn expire(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    request.params.allow(&[])?;
    store.sessions.get(request.caller.live, id)?;
    checkout::expire(store, id)?;
    store.sessions.find(id).map(Record::view)
}

/// `GET /v1/checkout/sessions`
pub fn list(store: &Store, request: &Request) -> Result<Value, ApiError> {
    let params = &request.params;
    let status = params.one_of("status", &["open", "complete", "expired"])?;
    let wanted = [("payment_intent", params.text("payment_intent")), ("customer", params.text("customer")), ("status", status)];
    listing::page(&store.sessions, request, "/v1/checkout/sessions", |row| {
        wanted.iter().all(|(name, value)| value.is_none_or(|value| row.text(name) == value))
    })
}

/// `GET /v1/checkout/sessions/{id}/line_items`
pub fn items(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    store.sessions.get(request.caller.live, id)?;
    Ok(items_of(store, id))
}

/// What is sold in a session, as the list that `expand[]=line_items` shows.
pub fn items_of(store: &Store, id: &str) -> Value {
    let items = store.checkouts.get(id).map(|checkout| checkout.items.as_slice()).unwrap_or_default();
    shapes::list(&format!("/v1/checkout/sessions/{id}/line_items"), items, false)
}

/// Makes the payment intent of a session whose page is being paid.
pub fn make_intent(store: &mut Store, session: &str, customer: Option<&str>) -> Result<String, ApiError> {
    let row = store.sessions.find(session)?;
    let live = row.live();
    let data = store.checkouts.get(session).map_or_else(Params::none, |checkout| checkout.intent_data.clone());
    let mut tree = data.tree().clone();
    tree["amount"] = row.int("amount_total").to_string().into();
    tree["currency"] = row.text("currency").into();
    tree["customer"] = customer.unwrap_or_default().into();
    tree["payment_method_types"] = json!(["card"]);
    let intent = payment_intents::store_new(store, live, &Params::new(tree))?;
    store.sessions.find_mut(session)?.set("payment_intent", intent.as_str());
    store.emit_intent("payment_intent.created", &intent);
    Ok(intent)
}

fn check(store: &Store, live: bool, params: &Params) -> Result<(), ApiError> {
    params.required("mode")?;
    params.one_of("mode", &["payment"])?;
    params.one_of("ui_mode", &["hosted_page"])?;
    params.one_of("customer_creation", &["always", "if_required"])?;
    params.required("success_url")?;
    for name in ["success_url", "cancel_url"] {
        if params.text(name).is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
            return Err(ApiError::invalid("Not a valid URL").code("url_invalid").param(name));
        }
    }
    for other in ["customer_email", "customer_creation"] {
        if params.text("customer").is_some() && params.text(other).is_some() {
            return Err(ApiError::invalid(format!("You may only specify one of these parameters: customer, {other}.")));
        }
    }
    if params.text("client_reference_id").is_some_and(|reference| reference.len() > 200) {
        return Err(ApiError::invalid("Invalid string: must be at most 200 characters").param("client_reference_id"));
    }
    if let Some(customer) = params.text("customer") {
        customers::named(store, live, customer)?;
    }
    if let Some(data) = params.inside("payment_intent_data") {
        data.allow(INTENT_DATA)?;
        payment_intents::usage(&data)?;
    }
    Ok(())
}

/// Between half an hour and a day from now; a day without a wish.
fn expires_at(params: &Params) -> Result<i64, ApiError> {
    let created = now();
    let Some(wanted) = params.int("expires_at")? else { return Ok(created + A_DAY) };
    let complaint = match wanted - created {
        HALF_AN_HOUR..=A_DAY => return Ok(wanted),
        ..HALF_AN_HOUR => "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
        _ => "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    };
    Err(ApiError::invalid(complaint).param("expires_at"))
}

fn line_items(params: &Params, live: bool) -> Result<Vec<Value>, ApiError> {
    let given = params.tree()["line_items"].as_array().cloned().unwrap_or_default();
    if given.is_empty() {
        return Err(ApiError::invalid("Missing required param: line_items.").code("parameter_missing").param("line_items"));
    }
    let items: Vec<Value> = given.into_iter().map(|item| line_item(&Params::new(item), live)).collect::<Result<_, _>>()?;
    if items.iter().any(|item| item["currency"] != items[0]["currency"]) {
        return Err(ApiError::invalid("All prices on a Checkout Session must be in the same currency.").param("line_items"));
    }
    Ok(items)
}

fn line_item(item: &Params, live: bool) -> Result<Value, ApiError> {
    item.allow(&["price_data", "quantity"])?;
    let missing = |name: &str| ApiError::invalid(format!("Missing required param: {name}.")).code("parameter_missing").param(name);
    let price = item.inside("price_data").ok_or_else(|| missing("line_items[0][price_data]"))?;
    price.allow(&["currency", "unit_amount", "product_data", "tax_behavior"])?;
    let product = price.inside("product_data").ok_or_else(|| missing("line_items[0][price_data][product_data]"))?;
    product.allow(&["name", "description", "images", "metadata", "tax_code"])?;
    let currency = payment_intents::currency(&price)?;
    price.required("unit_amount")?;
    let unit_amount = price.int("unit_amount")?.unwrap_or_default();
    let quantity = item.int("quantity")?.ok_or_else(|| missing("line_items[0][quantity]"))?;
    if unit_amount < 0 || quantity < 1 {
        return Err(ApiError::invalid("Invalid positive integer").code("parameter_invalid_integer").param("line_items"));
    }
    Ok(shapes::line_item(product.required("name")?, &currency, unit_amount, quantity, live))
}
