//! What the buyer does on the page.

use crate::api;
use crate::error::ApiError;
use crate::machine::{self, Confirmation};
use crate::params::Params;
use crate::shapes;
use crate::store::Store;

/// Pays a session with `card[...]` and `billing_details[...]`. A decline is an error that leaves the page open.
pub fn pay(store: &mut Store, id: &str, typed: &Params) -> Result<(), ApiError> {
    let session = store.sessions.find(id)?;
    if session.text("status") != "open" {
        return Err(ApiError::invalid("This Checkout Session is no longer active."));
    }
    let (live, known) = (session.live(), session.text("payment_intent").to_owned());
    let method = api::create_payment_method_from(store, live, typed)?;
    let intent = if known.is_empty() { new_intent(store, id, typed)? } else { known };
    machine::confirm(store, &intent, &Confirmation { method, sdk: true, ..Confirmation::default() })
}

/// The buyer answered the issuer's question.
pub fn authenticate(store: &mut Store, id: &str, passed: bool) -> Result<(), ApiError> {
    let intent = store.sessions.find(id)?.text("payment_intent").to_owned();
    machine::authenticate(store, &intent, passed)
}

/// The first try to pay makes the intent, and the customer if the card is to be kept.
fn new_intent(store: &mut Store, id: &str, typed: &Params) -> Result<String, ApiError> {
    let session = store.sessions.find(id)?;
    let kept = store.checkouts.get(id).is_some_and(|checkout| checkout.intent_data.text("setup_future_usage").is_some());
    let customer = match session.text("customer") {
        "" if kept || session.text("customer_creation") == "always" => {
            let email = typed.inside("billing_details").and_then(|details| details.text("email").map(str::to_owned));
            Some(new_customer(store, id, email)?)
        }
        "" => None,
        known => Some(known.to_owned()),
    };
    api::make_checkout_intent(store, id, customer.as_deref())
}

fn new_customer(store: &mut Store, session: &str, email: Option<String>) -> Result<String, ApiError> {
    let live = store.sessions.find(session)?.live();
    let mut object = shapes::customer(live);
    object["email"] = email.into();
    let customer = store.customers.insert(live, object);
    let view = store.customers.find(&customer)?.view();
    store.emit("customer.created", live, &view);
    Ok(customer)
}
