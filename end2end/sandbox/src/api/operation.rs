//! The operations by method and path.

use axum::http::Method;

/// What a call asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operation {
    /// `POST /v1/customers`
    CreateCustomer,
    /// `GET /v1/customers/{id}`
    RetrieveCustomer,
    /// `POST /v1/customers/{id}`
    UpdateCustomer,
    /// `DELETE /v1/customers/{id}`
    DeleteCustomer,
    /// `GET /v1/customers`
    ListCustomers,
    /// `POST /v1/payment_intents`
    CreatePaymentIntent,
    /// `GET /v1/payment_intents/{id}`
    RetrievePaymentIntent,
    /// `POST /v1/payment_intents/{id}`
    UpdatePaymentIntent,
    /// `POST /v1/payment_intents/{id}/confirm`
    ConfirmPaymentIntent,
    /// `POST /v1/payment_intents/{id}/cancel`
    CancelPaymentIntent,
    /// `GET /v1/payment_intents`
    ListPaymentIntents,
    /// The same as retrieve, with a publishable key and the client secret.
    BrowserRetrievePaymentIntent,
    /// The same as confirm, with a publishable key and the client secret.
    BrowserConfirmPaymentIntent,
    /// `POST /v1/payment_intents/{id}/authenticate`: the page of the issuer tells what the cardholder did.
    BrowserAuthenticatePaymentIntent,
    /// `POST /v1/payment_methods`
    CreatePaymentMethod,
    /// `GET /v1/payment_methods/{id}`
    RetrievePaymentMethod,
    /// `POST /v1/payment_methods/{id}/attach`
    AttachPaymentMethod,
    /// `POST /v1/payment_methods/{id}/detach`
    DetachPaymentMethod,
    /// `GET /v1/payment_methods`
    ListPaymentMethods,
    /// `GET /v1/customers/{id}/payment_methods`
    ListCustomerPaymentMethods,
    /// `POST /v1/checkout/sessions`
    CreateCheckoutSession,
    /// `GET /v1/checkout/sessions/{id}`
    RetrieveCheckoutSession,
    /// `POST /v1/checkout/sessions/{id}/expire`
    ExpireCheckoutSession,
    /// `GET /v1/checkout/sessions`
    ListCheckoutSessions,
    /// `GET /v1/checkout/sessions/{id}/line_items`
    ListCheckoutLineItems,
    /// `POST /v1/refunds`
    CreateRefund,
    /// `GET /v1/refunds/{id}`
    RetrieveRefund,
    /// `GET /v1/refunds`
    ListRefunds,
    /// `GET /v1/disputes/{id}`
    RetrieveDispute,
    /// `GET /v1/disputes`
    ListDisputes,
    /// `GET /v1/charges/{id}`
    RetrieveCharge,
    /// `GET /v1/charges`
    ListCharges,
    /// `GET /v1/events/{id}`
    RetrieveEvent,
    /// `GET /v1/events`
    ListEvents,
}

/// An operation and the object it is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// What is asked for.
    pub operation: Operation,
    /// The identifier in the path, or nothing.
    pub id: String,
}

impl Operation {
    /// Every operation.
    pub const ALL: &[Self] = &[
        Self::CreateCustomer,
        Self::RetrieveCustomer,
        Self::UpdateCustomer,
        Self::DeleteCustomer,
        Self::ListCustomers,
        Self::CreatePaymentIntent,
        Self::RetrievePaymentIntent,
        Self::UpdatePaymentIntent,
        Self::ConfirmPaymentIntent,
        Self::CancelPaymentIntent,
        Self::ListPaymentIntents,
        Self::BrowserRetrievePaymentIntent,
        Self::BrowserConfirmPaymentIntent,
        Self::BrowserAuthenticatePaymentIntent,
        Self::CreatePaymentMethod,
        Self::RetrievePaymentMethod,
        Self::AttachPaymentMethod,
        Self::DetachPaymentMethod,
        Self::ListPaymentMethods,
        Self::ListCustomerPaymentMethods,
        Self::CreateCheckoutSession,
        Self::RetrieveCheckoutSession,
        Self::ExpireCheckoutSession,
        Self::ListCheckoutSessions,
        Self::ListCheckoutLineItems,
        Self::CreateRefund,
        Self::RetrieveRefund,
        Self::ListRefunds,
        Self::RetrieveDispute,
        Self::ListDisputes,
        Self::RetrieveCharge,
        Self::ListCharges,
        Self::RetrieveEvent,
        Self::ListEvents,
    ];

    /// The name in faults and counts.
    pub fn name(self) -> &'static str {
        match self {
            Self::CreateCustomer => "create_customer",
            Self::RetrieveCustomer => "retrieve_customer",
            Self::UpdateCustomer => "update_customer",
            Self::DeleteCustomer => "delete_customer",
            Self::ListCustomers => "list_customers",
            Self::CreatePaymentIntent => "create_payment_intent",
            Self::RetrievePaymentIntent => "retrieve_payment_intent",
            Self::UpdatePaymentIntent => "update_payment_intent",
            Self::ConfirmPaymentIntent => "confirm_payment_intent",
            Self::CancelPaymentIntent => "cancel_payment_intent",
            Self::ListPaymentIntents => "list_payment_intents",
            Self::BrowserRetrievePaymentIntent => "browser_retrieve_payment_intent",
            Self::BrowserConfirmPaymentIntent => "browser_confirm_payment_intent",
            Self::BrowserAuthenticatePaymentIntent => "browser_authenticate_payment_intent",
            Self::CreatePaymentMethod => "create_payment_method",
            Self::RetrievePaymentMethod => "retrieve_payment_method",
            Self::AttachPaymentMethod => "attach_payment_method",
            Self::DetachPaymentMethod => "detach_payment_method",
            Self::ListPaymentMethods => "list_payment_methods",
            Self::ListCustomerPaymentMethods => "list_customer_payment_methods",
            Self::CreateCheckoutSession => "create_checkout_session",
            Self::RetrieveCheckoutSession => "retrieve_checkout_session",
            Self::ExpireCheckoutSession => "expire_checkout_session",
            Self::ListCheckoutSessions => "list_checkout_sessions",
            Self::ListCheckoutLineItems => "list_checkout_line_items",
            Self::CreateRefund => "create_refund",
            Self::RetrieveRefund => "retrieve_refund",
            Self::ListRefunds => "list_refunds",
            Self::RetrieveDispute => "retrieve_dispute",
            Self::ListDisputes => "list_disputes",
            Self::RetrieveCharge => "retrieve_charge",
            Self::ListCharges => "list_charges",
            Self::RetrieveEvent => "retrieve_event",
            Self::ListEvents => "list_events",
        }
    }

    /// The same operation as a browser may ask for it, if it may.
    pub fn for_browser(self) -> Option<Self> {
        match self {
            Self::RetrievePaymentIntent => Some(Self::BrowserRetrievePaymentIntent),
            Self::ConfirmPaymentIntent => Some(Self::BrowserConfirmPaymentIntent),
            Self::BrowserAuthenticatePaymentIntent | Self::CreatePaymentMethod => Some(self),
            _ => None,
        }
    }
}

impl Call {
    /// The call behind a method and a path below `/v1/`.
    pub fn of(method: &Method, path: &str) -> Option<Self> {
        use Operation as O;
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let (operation, id) = match (method.as_str(), parts.as_slice()) {
            ("POST", ["customers"]) => (O::CreateCustomer, ""),
            ("GET", ["customers"]) => (O::ListCustomers, ""),
            ("GET", ["customers", id]) => (O::RetrieveCustomer, *id),
            ("POST", ["customers", id]) => (O::UpdateCustomer, *id),
            ("DELETE", ["customers", id]) => (O::DeleteCustomer, *id),
            ("GET", ["customers", id, "payment_methods"]) => (O::ListCustomerPaymentMethods, *id),
            ("POST", ["payment_intents"]) => (O::CreatePaymentIntent, ""),
            ("GET", ["payment_intents"]) => (O::ListPaymentIntents, ""),
            ("GET", ["payment_intents", id]) => (O::RetrievePaymentIntent, *id),
            ("POST", ["payment_intents", id]) => (O::UpdatePaymentIntent, *id),
            ("POST", ["payment_intents", id, "confirm"]) => (O::ConfirmPaymentIntent, *id),
            ("POST", ["payment_intents", id, "cancel"]) => (O::CancelPaymentIntent, *id),
            ("POST", ["payment_intents", id, "authenticate"]) => (O::BrowserAuthenticatePaymentIntent, *id),
            ("POST", ["payment_methods"]) => (O::CreatePaymentMethod, ""),
            ("GET", ["payment_methods"]) => (O::ListPaymentMethods, ""),
            ("GET", ["payment_methods", id]) => (O::RetrievePaymentMethod, *id),
            ("POST", ["payment_methods", id, "attach"]) => (O::AttachPaymentMethod, *id),
            ("POST", ["payment_methods", id, "detach"]) => (O::DetachPaymentMethod, *id),
            ("POST", ["checkout", "sessions"]) => (O::CreateCheckoutSession, ""),
            ("GET", ["checkout", "sessions", id]) => (O::RetrieveCheckoutSession, *id),
            ("POST", ["checkout", "sessions", id, "expire"]) => (O::ExpireCheckoutSession, *id),
            ("GET", ["checkout", "sessions"]) => (O::ListCheckoutSessions, ""),
            ("GET", ["checkout", "sessions", id, "line_items"]) => (O::ListCheckoutLineItems, *id),
            ("POST", ["refunds"]) => (O::CreateRefund, ""),
            ("GET", ["refunds"]) => (O::ListRefunds, ""),
            ("GET", ["refunds", id]) => (O::RetrieveRefund, *id),
            ("GET", ["disputes"]) => (O::ListDisputes, ""),
            ("GET", ["disputes", id]) => (O::RetrieveDispute, *id),
            ("GET", ["charges"]) => (O::ListCharges, ""),
            ("GET", ["charges", id]) => (O::RetrieveCharge, *id),
            ("GET", ["events"]) => (O::ListEvents, ""),
            ("GET", ["events", id]) => (O::RetrieveEvent, *id),
            _ => return None,
        };
        Some(Self { operation, id: id.to_owned() })
    }
}
