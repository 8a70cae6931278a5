//! Payment intents, from the shop's side.

use serde_json::{Value, json};

use super::{Request, confirmation, customers, listing, payment_methods};
use crate::error::ApiError;
use crate::machine;
use crate::params::Params;
use crate::shapes::{self, NewIntent};
use crate::store::Store;
use crate::table::Record;

const DESCRIPTION: &[&str] = &["description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix"];
const SHARED: &[&str] = &[
    "amount",
    "currency",
    "customer",
    "description",
    "metadata",
    "payment_method",
    "payment_method_data",
    "payment_method_options",
    "payment_method_types",
    "receipt_email",
    "setup_future_usage",
    "shipping",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_group",
];
const CREATE_ONLY: &[&str] = &[
    "automatic_payment_methods",
    "capture_method",
    "confirm",
    "confirmation_method",
    "error_on_requires_action",
    "mandate_data",
    "off_session",
    "return_url",
    "use_stripe_sdk",
];
/// `POST /v1/payment_intents`
pub fn create(store: &mut Store, request: &Request) -> Result<Value, ApiError> {
    let params = &request.params;
    params.allow(&[SHARED, CREATE_ONLY].concat())?;
    let live = request.caller.live;
    let id = store_new(store, live, params)?;
    store.emit_intent("payment_intent.created", &id);
    if params.flag("confirm")? == Some(true) {
        confirmation::confirm_with(store, request, &id, false)?;
    }
    store.intents.find(&id).map(Record::view)
}

/// Stores an intent that these parameters describe, and tells nobody.
pub fn store_new(store: &mut Store, live: bool, params: &Params) -> Result<String, ApiError> {
    let automatic = params.inside("automatic_payment_methods");
    let kinds = params.list("payment_method_types");
    if automatic.is_some() && !kinds.is_empty() {
        return Err(ApiError::invalid("You may only specify one of these parameters: automatic_payment_methods, payment_method_types.")
            .code("parameter_invalid_empty"));
    }
    params.required("amount")?;
    let currency = currency(params)?;
    let new = NewIntent {
        amount: amount(params, &currency)?.unwrap_or_default(),
        currency,
        live,
        automatic_payment_methods: automatic.map_or(Value::Null, |given| {
            json!({
                "allow_redirects": given.text("allow_redirects").unwrap_or("always"),
                "enabled": given.text("enabled") == Some("true"),
            })
        }),
        payment_method_types: if kinds.is_empty() { vec!["card".to_owned()] } else { kinds },
    };
    check(store, live, params)?;
    let id = store.intents.insert(live, shapes::payment_intent(&new));
    apply(store.intents.find_mut(&id)?, params);
    if let Some(name) = params.text("payment_method").map(str::to_owned) {
        let method = payment_methods::resolve(store, live, &name)?;
        let intent = store.intents.find_mut(&id)?;
        intent.set("payment_method", method);
        intent.set("status", "requires_confirmation");
    }
    Ok(id)
}

/// `GET /v1/payment_intents/{id}`
pub fn retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    store.intents.get(request.caller.live, id).map(Record::view)
}

/// `POST /v1/payment_intents/{id}`
pub fn update(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    let params = &request.params;
    params.allow(SHARED)?;
    let live = request.caller.live;
    let intent = store.intents.get(live, id)?;
    let open = matches!(intent.text("status"), "requires_payment_method" | "requires_confirmation" | "requires_action");
    let changed = params
        .tree()
        .as_object()
        .and_then(|map| map.keys().find(|name| !matches!(name.as_str(), "metadata" | "description" | "receipt_email" | "expand")));
    if let (false, Some(name)) = (open, changed) {
        let status = intent.text("status");
        return Err(ApiError::unexpected_state(
            format!(
                "This PaymentIntent's {name} could not be updated because it has a status of {status}. You may only \
                 update the {name} of a PaymentIntent with one of the following statuses: requires_payment_method, \
                 requires_confirmation, requires_action."
            ),
            intent.view(),
        )
        .param(name));
    }
    check(store, live, params)?;
    let new_currency = params.text("currency").map(|_| currency(params)).transpose()?;
    let new_amount = amount(params, new_currency.as_deref().unwrap_or(intent.text("currency")))?;
    let method = match params.text("payment_method") {
        Some(name) => Some(payment_methods::resolve(store, live, name)?),
        None => None,
    };
    let again = changed.is_some();
    let intent = store.intents.find_mut(id)?;
    apply(intent, params);
    if let Some(amount) = new_amount {
        intent.set("amount", amount);
    }
    if let Some(currency) = new_currency {
        intent.set("currency", currency);
    }
    if let Some(method) = method {
        intent.set("payment_method", method);
        intent.set("status", "requires_confirmation");
    }
    if again && intent.text("status") == "requires_action" {
        intent.set("next_action", Value::Null);
        intent.set("status", "requires_confirmation");
    }
    Ok(intent.view())
}

/// `POST /v1/payment_intents/{id}/cancel`
pub fn cancel(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    request.params.allow(&["cancellation_reason"])?;
    store.intents.get(request.caller.live, id)?;
    machine::checkout::not_through_checkout(store, id, "cancel")?;
    let reason = request.params.one_of("cancellation_reason", &["duplicate", "fraudulent", "requested_by_customer", "abandoned"])?;
    machine::cancel(store, id, reason)?;
    store.intents.find(id).map(Record::view)
}

/// `GET /v1/payment_intents`
pub fn list(store: &Store, request: &Request) -> Result<Value, ApiError> {
    let customer = request.params.text("customer");
    listing::page(&store.intents, request, "/v1/payment_intents", |row| customer.is_none_or(|customer| row.text("customer") == customer))
}

fn check(store: &Store, live: bool, params: &Params) -> Result<(), ApiError> {
    if let Some(customer) = params.text("customer") {
        customers::named(store, live, customer)?;
    }
    if params.text("capture_method") == Some("manual") {
        return Err(ApiError::invalid("The sandbox captures automatically only.").param("capture_method"));
    }
    usage(params).map(|_| ())
}

/// What the card is meant for later.
pub fn usage(params: &Params) -> Result<Option<&str>, ApiError> {
    params.one_of("setup_future_usage", &["on_session", "off_session"])
}

fn amount(params: &Params, currency: &str) -> Result<Option<i64>, ApiError> {
    let amount = params.int("amount")?;
    amount.map(|amount| check_amount(amount, currency)).transpose()?;
    Ok(amount)
}

/// Of a currency with three decimals the last one must be zero.
pub fn check_step(amount: i64, currency: &str) -> Result<(), ApiError> {
    if ["bhd", "jod", "kwd", "omr", "tnd"].contains(&currency) && amount % 10 != 0 {
        return Err(ApiError::invalid(format!("Invalid amount: amounts in {currency} must be evenly divisible by 10."))
            .code("parameter_invalid_integer")
            .param("amount"));
    }
    Ok(())
}

/// Whether so much can be paid at once.
pub fn check_amount(amount: i64, currency: &str) -> Result<(), ApiError> {
    check_step(amount, currency)?;
    match amount {
        ..1 => Err(ApiError::invalid("This value must be greater than or equal to 1.").code("parameter_invalid_integer").param("amount")),
        1..=99_999_999 => Ok(()),
        _ => Err(ApiError::invalid("Amount must be no more than 99999999.").code("amount_too_large").param("amount")),
    }
}

/// Three letters, in lower case.
pub fn currency(params: &Params) -> Result<String, ApiError> {
    let given = params.required("currency")?;
    if given.len() == 3 && given.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return Ok(given.to_lowercase());
    }
    Err(ApiError::invalid(format!("Invalid currency: {given}.")).param("currency"))
}

fn apply(intent: &mut Record, params: &Params) {
    for name in DESCRIPTION.iter().chain(&["customer", "setup_future_usage", "transfer_group"]) {
        if params.has(name) {
            intent.set(name, params.text(name));
        }
    }
    if let Some(shipping) = params.inside("shipping") {
        intent.set("shipping", shipping.tree().clone());
    }
    let metadata = params.metadata(&intent.real()["metadata"]);
    intent.set("metadata", metadata);
}
