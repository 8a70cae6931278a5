//! Stripe's API: which call is meant, and what it does. Everything here runs under the store's lock.

mod charges;
mod checkout;
mod confirmation;
mod customers;
mod disputes;
mod events;
mod expand;
mod listing;
mod operation;
mod payment_intents;
mod payment_methods;
mod refunds;

use serde_json::Value;

use crate::auth::Caller;
use crate::error::ApiError;
use crate::params::Params;
use crate::store::Store;

pub use checkout::make_intent as make_checkout_intent;
pub use operation::{Call, Operation};
pub use payment_methods::create_from as create_payment_method_from;
pub use refunds::give_back;

/// One call, ready to be executed.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who calls.
    pub caller: Caller,
    /// The parameters of the query and the body.
    pub params: Params,
    /// The address the caller reached the sandbox by.
    pub base: String,
    /// The address of the host whose pages take payments.
    pub checkout_base: String,
}

/// Executes a call and gives the object it answers with.
pub fn execute(store: &mut Store, call: &Call, request: &Request) -> Result<Value, ApiError> {
    let id = call.id.as_str();
    let answer = match call.operation {
        Operation::CreateCustomer => customers::create(store, request),
        Operation::RetrieveCustomer => customers::retrieve(store, request, id),
        Operation::UpdateCustomer => customers::update(store, request, id),
        Operation::DeleteCustomer => customers::delete(store, request, id),
        Operation::ListCustomers => customers::list(store, request),
        Operation::CreatePaymentIntent => payment_intents::create(store, request),
        Operation::RetrievePaymentIntent => payment_intents::retrieve(store, request, id),
        Operation::UpdatePaymentIntent => payment_intents::update(store, request, id),
        Operation::ConfirmPaymentIntent => confirmation::confirm(store, request, id),
        Operation::CancelPaymentIntent => payment_intents::cancel(store, request, id),
        Operation::ListPaymentIntents => payment_intents::list(store, request),
        Operation::BrowserRetrievePaymentIntent => confirmation::browser_retrieve(store, request, id),
        Operation::BrowserConfirmPaymentIntent => confirmation::browser_confirm(store, request, id),
        Operation::BrowserAuthenticatePaymentIntent => confirmation::browser_authenticate(store, request, id),
        Operation::CreatePaymentMethod => payment_methods::create(store, request),
        Operation::RetrievePaymentMethod => payment_methods::retrieve(store, request, id),
        Operation::AttachPaymentMethod => payment_methods::attach(store, request, id),
        Operation::DetachPaymentMethod => payment_methods::detach(store, request, id),
        Operation::ListPaymentMethods => payment_methods::list(store, request),
        Operation::ListCustomerPaymentMethods => payment_methods::list_of(store, request, id),
        Operation::CreateCheckoutSession => checkout::create(store, request),
        Operation::RetrieveCheckoutSession => checkout::retrieve(store, request, id),
        Operation::ExpireCheckoutSession => checkout::expire(store, request, id),
        Operation::ListCheckoutSessions => checkout::list(store, request),
        Operation::ListCheckoutLineItems => checkout::items(store, request, id),
        Operation::CreateRefund => refunds::create(store, request),
        Operation::RetrieveRefund => refunds::retrieve(store, request, id),
        Operation::ListRefunds => refunds::list(store, request),
        Operation::RetrieveDispute => disputes::retrieve(store, request, id),
        Operation::ListDisputes => disputes::list(store, request),
        Operation::RetrieveCharge => charges::retrieve(store, request, id),
        Operation::ListCharges => charges::list(store, request),
        Operation::RetrieveEvent => events::retrieve(store, request, id),
        Operation::ListEvents => events::list(store, request),
    }?;
    Ok(expand::expand(store, answer, &request.params.list("expand")))
}
