//! Every address on one screen.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Json, Response};
use axum::routing::{any, get};
use serde_json::Value;

use crate::state::App;
use crate::{checkout, control, gateway, mails, measuring, pages, paypal, truth, webhooks};

/// The whole sandbox.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/_truth", get(ledger))
        .route("/v1/webhook_endpoints", get(webhooks::endpoints::list))
        .route("/v1/{*path}", any(gateway::handle))
        .route("/v1/oauth2/{*path}", any(paypal::gateway::handle))
        .route("/v1/notifications/{*path}", any(paypal::gateway::handle))
        .route("/v1/notifications/certs/{id}", get(paypal::certificates::served))
        .route("/v1/customer/{*path}", any(paypal::gateway::handle))
        .route("/v1/reporting/{*path}", any(paypal::gateway::handle))
        .route("/v2/{*path}", any(paypal::gateway::handle))
        .route("/v3/vault/{*path}", any(paypal::gateway::handle))
        .merge(measuring::router())
        .merge(mails::router())
        .nest("/_control", control::router())
        .merge(pages::router())
        .merge(checkout::router())
        .merge(paypal::page::router())
        .layer(middleware::from_fn(open_to_browsers))
        .with_state(app)
}

async fn ledger(State(app): State<App>) -> Json<Value> {
    Json(truth::truth(&app.store()))
}

/// Every page may read the answers, as it may read Stripe's.
async fn open_to_browsers(request: Request, next: Next) -> Response {
    let mut response = if request.method() == Method::OPTIONS { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "*, Authorization"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "Request-Id, Idempotent-Replayed"),
        (header::ACCESS_CONTROL_MAX_AGE, "300"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
