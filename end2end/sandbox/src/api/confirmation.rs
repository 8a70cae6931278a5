//! Confirming a payment intent, from the shop's side and from the browser's.

use serde_json::Value;

use super::payment_intents::usage;
use super::{Request, payment_methods};
use crate::error::ApiError;
use crate::machine::{self, Confirmation};
use crate::params::Params;
use crate::shapes;
use crate::store::Store;
use crate::table::Record;

const CONFIRM: &[&str] = &[
    "client_secret",
    "error_on_requires_action",
    "expected_amount",
    "expected_currency",
    "expected_setup_future_usage",
    "mandate_data",
    "off_session",
    "payment_method",
    "payment_method_data",
    "payment_method_options",
    "payment_method_types",
    "receipt_email",
    "return_url",
    "setup_future_usage",
    "shipping",
    "use_stripe_sdk",
];

/// `POST /v1/payment_intents/{id}/confirm`
pub fn confirm(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    request.params.allow(CONFIRM)?;
    store.intents.get(request.caller.live, id)?;
    machine::checkout::not_through_checkout(store, id, "confirm")?;
    confirm_with(store, request, id, false)?;
    store.intents.find(id).map(Record::view)
}

/// Retrieve, with the client secret.
pub fn browser_retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    known_to_browser(store, request, id)?;
    Ok(shapes::public_view(&store.intents.find(id)?.view()))
}

/// Confirm, with the client secret and the card that was typed in.
pub fn browser_confirm(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    known_to_browser(store, request, id)?;
    as_expected(store.intents.find(id)?, &request.params)?;
    confirm_with(store, request, id, true).map_err(|error| hide(store, id, error))?;
    browser_retrieve(store, request, id)
}

/// The cardholder passed or failed the issuer's question.
pub fn browser_authenticate(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    known_to_browser(store, request, id)?;
    let passed = request.params.one_of("outcome", &["success", "fail"])? != Some("fail");
    // A refusal is told by `last_payment_error`, as it is when Stripe's own page asks the issuer.
    if let Err(error) = machine::authenticate(store, id, passed)
        && !error.executed
    {
        return Err(error);
    }
    browser_retrieve(store, request, id)
}

/// Confirms with the payment method that the parameters or the intent name.
pub fn confirm_with(store: &mut Store, request: &Request, id: &str, browser: bool) -> Result<(), ApiError> {
    let params = &request.params;
    let live = request.caller.live;
    let intent = store.intents.find(id)?;
    if matches!(intent.text("status"), "succeeded" | "canceled" | "processing") {
        return Err(machine::already(intent, "confirm"));
    }
    let off_session = params.text("off_session").is_some_and(|word| word != "false");
    needs_return_url(intent, params, browser || off_session)?;
    let chosen = intent.text("payment_method").to_owned();
    let method = if let Some(data) = params.inside("payment_method_data") {
        payment_methods::create_from(store, live, &data)?
    } else if let Some(name) = params.text("payment_method").filter(|_| chosen.is_empty() || !params.has("confirm")) {
        payment_methods::resolve(store, live, name)?
    } else if chosen.is_empty() {
        return Err(ApiError::unexpected_state(
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the \
             PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a \
             payment method or ConfirmationToken.",
            store.intents.find(id)?.view(),
        ));
    } else {
        chosen
    };
    if let Some(usage) = usage(params)? {
        store.intents.find_mut(id)?.set("setup_future_usage", usage);
    }
    let ask = Confirmation {
        method,
        off_session,
        without_action: params.flag("error_on_requires_action")? == Some(true),
        sdk: browser || params.flag("use_stripe_sdk")? == Some(true),
        return_url: params.text("return_url").map(str::to_owned),
        base: request.base.clone(),
    };
    machine::confirm(store, id, &ask)
}

fn needs_return_url(intent: &Record, params: &Params, excused: bool) -> Result<(), ApiError> {
    let automatic = &intent.real()["automatic_payment_methods"];
    if excused || automatic["enabled"] != true || automatic["allow_redirects"] == "never" || params.has("return_url") {
        return Ok(());
    }
    Err(ApiError::invalid(
        "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these \
         payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't \
         want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and \
         `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    ))
}

fn known_to_browser(store: &Store, request: &Request, id: &str) -> Result<(), ApiError> {
    let intent = store.intents.get(request.caller.live, id)?;
    if request.params.required("client_secret")? == intent.text("client_secret") {
        return Ok(());
    }
    Err(ApiError::invalid("The client_secret provided does not match the client_secret associated with the PaymentIntent.")
        .code("payment_intent_invalid_parameter")
        .param("client_secret"))
}

/// What the Payment Element was made for must be what the intent is for.
fn as_expected(intent: &Record, params: &Params) -> Result<(), ApiError> {
    let amount = intent.int("amount").to_string();
    let real =
        [("amount", amount.as_str()), ("currency", intent.text("currency")), ("setup_future_usage", intent.text("setup_future_usage"))];
    for (name, value) in real {
        let expected = params.tree().get(format!("expected_{name}")).and_then(Value::as_str);
        if let Some(expected) = expected.filter(|expected| *expected != value) {
            return Err(ApiError::invalid(format!(
                "The provided {name} ({expected}) does not match the PaymentIntent's {name} ({value}). Make sure that \
                 the `{name}` given to Elements is the one the PaymentIntent was created with."
            ))
            .code("payment_intent_mismatched_elements")
            .param(name));
        }
    }
    Ok(())
}

/// An error as a browser may see it.
fn hide(store: &Store, id: &str, error: ApiError) -> ApiError {
    match store.intents.find(id) {
        Ok(intent) if error.fields().get("payment_intent").is_some() => error.with("payment_intent", shapes::public_view(&intent.view())),
        _ => error,
    }
}
