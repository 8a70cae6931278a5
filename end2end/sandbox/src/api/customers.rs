//! Customers.

use serde_json::{Value, json};

use super::{Request, listing};
use crate::error::ApiError;
use crate::params::Params;
use crate::shapes;
use crate::store::Store;
use crate::table::Record;

const KNOWN: &[&str] = &[
    "address",
    "description",
    "email",
    "invoice_settings",
    "metadata",
    "name",
    "payment_method",
    "phone",
    "preferred_locales",
    "shipping",
    "tax_exempt",
];
const PLAIN: &[&str] = &["description", "email", "name", "phone", "tax_exempt"];

/// `POST /v1/customers`
pub fn create(store: &mut Store, request: &Request) -> Result<Value, ApiError> {
    request.params.allow(KNOWN)?;
    let live = request.caller.live;
    let id = store.customers.insert(live, shapes::customer(live));
    apply(store.customers.find_mut(&id)?, &request.params);
    let view = store.customers.find(&id)?.view();
    store.emit("customer.created", live, &view);
    Ok(view)
}

/// `GET /v1/customers/{id}`
pub fn retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    let row = store.customers.get(request.caller.live, id)?;
    if row.real()["deleted"] == true {
        return Ok(gone(id));
    }
    Ok(row.view())
}

/// `POST /v1/customers/{id}`
pub fn update(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    request.params.allow(KNOWN)?;
    existing(store, request.caller.live, id)?;
    let row = store.customers.find_mut(id)?;
    apply(row, &request.params);
    let (live, view) = (row.live(), row.view());
    store.emit("customer.updated", live, &view);
    Ok(view)
}

/// `DELETE /v1/customers/{id}`
pub fn delete(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    existing(store, request.caller.live, id)?;
    let row = store.customers.find_mut(id)?;
    let (live, view) = (row.live(), row.view());
    row.set("deleted", true);
    store.emit("customer.deleted", live, &view);
    Ok(gone(id))
}

/// `GET /v1/customers`
pub fn list(store: &Store, request: &Request) -> Result<Value, ApiError> {
    let email = request.params.text("email");
    listing::page(&store.customers, request, "/v1/customers", |row| {
        row.real()["deleted"] != true && email.is_none_or(|email| row.text("email") == email)
    })
}

/// A customer that a parameter names: the complaint is one about the request, not about the address.
pub fn named<'a>(store: &'a Store, live: bool, id: &str) -> Result<&'a Record, ApiError> {
    existing(store, live, id).map_err(ApiError::in_parameter)
}

/// A customer that exists and was not deleted.
pub fn existing<'a>(store: &'a Store, live: bool, id: &str) -> Result<&'a Record, ApiError> {
    let absent = || ApiError::missing("customer", id, "customer");
    let row = store.customers.get(live, id).map_err(|_| absent())?;
    if row.real()["deleted"] == true { Err(absent()) } else { Ok(row) }
}

fn gone(id: &str) -> Value {
    json!({"id": id, "object": "customer", "deleted": true})
}

fn apply(row: &mut Record, params: &Params) {
    for name in PLAIN.iter().filter(|name| params.has(name)) {
        row.set(name, params.text(name));
    }
    for name in ["address", "shipping"] {
        if let Some(tree) = params.inside(name) {
            row.set(name, tree.tree().clone());
        }
    }
    if params.has("preferred_locales") {
        row.set("preferred_locales", params.list("preferred_locales"));
    }
    if let Some(settings) = params.inside("invoice_settings") {
        let mut current = row.real()["invoice_settings"].clone();
        current["default_payment_method"] = settings.text("default_payment_method").into();
        row.set("invoice_settings", current);
    }
    let metadata = params.metadata(&row.real()["metadata"]);
    row.set("metadata", metadata);
}
