//! Errors in Stripe's form.

use serde_json::{Map, Value, json};

/// An answer other than success, with the body Stripe would send.
#[derive(Clone, Debug)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// Whether the request had begun to execute, so that its answer belongs to the idempotency key.
    pub executed: bool,
    fields: Map<String, Value>,
}

impl ApiError {
    /// An error of any type.
    pub fn new(status: u16, kind: &str, message: impl Into<String>) -> Self {
        let mut fields = Map::new();
        fields.insert("type".into(), kind.into());
        fields.insert("message".into(), message.into().into());
        Self { status, executed: false, fields }
    }

    /// The request itself is at fault.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "invalid_request_error", message)
    }

    /// No such object, or one of the other mode.
    pub fn missing(noun: &str, id: &str, param: &str) -> Self {
        let mut error = Self::invalid(format!("No such {noun}: '{id}'")).code("resource_missing").param(param);
        error.status = 404;
        error
    }

    /// The same complaint about a name in a parameter instead of the address.
    #[must_use]
    pub fn in_parameter(mut self) -> Self {
        self.status = 400;
        self
    }

    /// The card, or its issuer, said no.
    pub fn card(code: &str, message: &str) -> Self {
        let mut error = Self::new(402, "card_error", message).code(code);
        error.executed = true;
        error
    }

    /// The object is in a state that does not allow this.
    pub fn unexpected_state(message: impl Into<String>, intent: Value) -> Self {
        Self::invalid(message).code("payment_intent_unexpected_state").with("payment_intent", intent)
    }

    /// The provider broke.
    pub fn server() -> Self {
        Self::new(500, "api_error", "An unknown error occurred.")
    }

    /// Adds the machine-readable code and its documentation address.
    #[must_use]
    pub fn code(self, code: &str) -> Self {
        let address = format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-"));
        self.with("code", code.into()).with("doc_url", address.into())
    }

    /// Names the parameter at fault.
    #[must_use]
    pub fn param(self, param: &str) -> Self {
        self.with("param", param.into())
    }

    /// Adds any field.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.fields.insert(name.to_owned(), value);
        self
    }

    /// The error object alone, as it stands in `last_payment_error`.
    pub fn fields(&self) -> Value {
        Value::Object(self.fields.clone())
    }

    /// The whole body.
    pub fn body(&self) -> Value {
        json!({ "error": self.fields })
    }
}
