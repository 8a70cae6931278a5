//! The levers of the tests: misfortunes, deliveries and what cardholders and the dashboard do.

mod checkout;
mod disputes;
mod faults;
mod fees;
mod intents;
mod methods;
mod payments;
mod refunds;
mod script;
mod webhooks;

pub use script::Script;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::paypal::refusal::Refusal;
use crate::state::App;
use crate::store::Store;

/// The control API.
pub fn router() -> Router<App> {
    Router::new()
        .route("/faults", post(faults::add).get(faults::show).delete(faults::clear))
        .route("/idempotency_keys/prune", post(faults::prune))
        .route("/webhooks", post(webhooks::configure).get(webhooks::show))
        .route("/webhooks/deliveries", get(webhooks::deliveries))
        .route("/events/deliver", post(webhooks::deliver))
        .route("/payment_intents/{id}/confirm", post(payments::confirm))
        .route("/payment_intents/{id}/authenticate", post(payments::authenticate))
        .route("/payment_intents/{id}/succeed", post(intents::succeed))
        .route("/payment_intents/{id}/fail", post(intents::fail))
        .route("/payment_intents/{id}/require_action", post(intents::require_action))
        .route("/payment_intents/{id}/process", post(intents::process))
        .route("/payment_intents/{id}/mutate", post(intents::mutate))
        .route("/payment_methods/{id}/become", post(methods::become_card))
        .route("/checkout/sessions/{id}/pay", post(checkout::pay))
        .route("/checkout/sessions/{id}/expire", post(checkout::expire))
        .route("/refunds", post(refunds::create))
        .route("/refunds/next", post(refunds::next))
        .route("/refunds/{id}/succeed", post(refunds::succeed))
        .route("/refunds/{id}/fail", post(refunds::fail))
        .route("/disputes", post(disputes::open))
        .route("/disputes/{id}/update", post(disputes::update))
        .route("/disputes/{id}/close", post(disputes::close))
        .route("/fees", post(fees::set))
        .route("/stripe_js", post(script::set))
        .nest("/paypal", crate::paypal::control::router())
        .route("/reset", post(reset))
}

/// An error of a lever: the same JSON that the provider would send.
#[derive(Debug)]
pub struct Refused {
    status: u16,
    body: Value,
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self { status: error.status, body: error.body() }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self { status: refusal.status, body: refusal.body }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.body)).into_response()
    }
}

/// What a lever answers.
pub type Outcome = Result<Json<Value>, Refused>;

/// Pulls a lever of Stripe's.
async fn pull(app: &App, lever: impl FnOnce(&mut Store) -> Result<Value, ApiError>) -> Outcome {
    pull_any(app, lever).await
}

/// Pulls a lever under the lock, then does what it left to do.
pub async fn pull_any<E: Into<Refused>>(app: &App, lever: impl FnOnce(&mut Store) -> Result<Value, E>) -> Outcome {
    let (outcome, effects) = {
        let mut store = app.store();
        let outcome = lever(&mut store);
        (outcome, std::mem::take(&mut store.effects))
    };
    app.follow_up(effects).await;
    outcome.map(Json).map_err(Into::into)
}

async fn reset(State(app): State<App>) -> Json<Value> {
    app.reset();
    Json(json!({"reset": true}))
}
