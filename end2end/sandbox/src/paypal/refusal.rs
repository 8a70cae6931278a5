//! Errors in PayPal's form.

use serde_json::{Value, json};

use crate::ids::random_text;

/// An answer other than success.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Value,
}

impl Refusal {
    fn new(status: u16, name: &str, message: &str, issue: &str, description: &str) -> Self {
        let body = json!({
            "name": name,
            "message": message,
            "debug_id": debug_id(),
            "details": [{"issue": issue, "description": description}],
            "links": [{
                "href": format!("https://developer.paypal.com/docs/api/orders/v2/#error-{issue}"),
                "rel": "information_link",
                "method": "GET",
            }],
        });
        Self { status, body }
    }

    /// The request is understood and cannot be done.
    pub fn unprocessable(issue: &str, description: &str) -> Self {
        let message = "The requested action could not be performed, semantically incorrect, or failed business validation.";
        Self::new(422, "UNPROCESSABLE_ENTITY", message, issue, description)
    }

    /// The request itself is malformed.
    pub fn invalid(issue: &str, description: &str, field: &str) -> Self {
        let message = "Request is not well-formed, syntactically incorrect, or violates schema.";
        let mut refusal = Self::new(400, "INVALID_REQUEST", message, issue, description);
        if !field.is_empty() {
            refusal.body["details"][0]["field"] = field.into();
            refusal.body["details"][0]["location"] = "body".into();
        }
        refusal
    }

    /// There is no such object.
    pub fn missing() -> Self {
        let description = "Specified resource ID does not exist. Please check the resource ID and try again.";
        Self::new(404, "RESOURCE_NOT_FOUND", "The specified resource does not exist.", "INVALID_RESOURCE_ID", description)
    }

    /// The same `PayPal-Request-Id` is being worked on.
    pub fn in_progress() -> Self {
        let description = "A previous request on this resource is currently in progress. Please wait for sometime and try again. \
                           It is best to space out the initial and the subsequent request(s) to avoid receiving this error.";
        Self::new(409, "RESOURCE_CONFLICT", "The server has detected a conflict.", "PREVIOUS_REQUEST_IN_PROGRESS", description)
    }

    /// The funding instrument said no; the buyer may choose another one at `redirect`.
    pub fn declined(redirect: &str) -> Self {
        let description = "The instrument presented  was either declined by the processor or bank, or it can't be used for this payment.";
        let mut refusal = Self::unprocessable("INSTRUMENT_DECLINED", description);
        if let Some(links) = refusal.body["links"].as_array_mut() {
            links.push(json!({"href": redirect, "rel": "redirect", "method": "GET"}));
        }
        refusal
    }

    /// The caller is not known: the form of the token endpoint, and of every other one.
    pub fn unauthorized(error: &str, description: &str) -> Self {
        Self { status: 401, body: json!({"error": error, "error_description": description}) }
    }

    /// The app was not given the permission.
    pub fn not_permitted() -> Self {
        let message = "Authorization failed due to insufficient permissions.";
        let description = "You do not have permission to access or perform operations on this resource.";
        Self::new(403, "NOT_AUTHORIZED", message, "PERMISSION_DENIED", description)
    }

    /// Too many requests.
    pub fn too_many() -> Self {
        let message = "Too many requests. Blocked due to rate limiting.";
        Self::new(429, "RATE_LIMIT_REACHED", message, "RATE_LIMIT_REACHED", message)
    }

    /// The provider broke.
    pub fn server() -> Self {
        let message = "An internal server error has occurred.";
        let description = "An internal server error has occurred. Try your request again later.";
        Self::new(500, "INTERNAL_SERVER_ERROR", message, "INTERNAL_SERVER_ERROR", description)
    }

    /// Names the field at fault and what stood in it.
    #[must_use]
    pub fn at(mut self, field: &str, value: &str) -> Self {
        self.body["details"][0]["field"] = field.into();
        self.body["details"][0]["value"] = value.into();
        self.body["details"][0]["location"] = "body".into();
        self
    }
}

/// What PayPal's support asks for.
pub fn debug_id() -> String {
    random_text(13).to_lowercase()
}
