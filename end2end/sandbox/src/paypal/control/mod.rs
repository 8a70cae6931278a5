//! The levers of PayPal.

mod money;
mod orders;
mod signing;

use axum::Router;
use axum::routing::{get, post};

use crate::state::App;

/// Everything below `/_control/paypal`.
pub fn router() -> Router<App> {
    Router::new()
        .route("/orders/{id}/approve", post(orders::approve))
        .route("/orders/{id}/cancel", post(orders::cancel))
        .route("/orders/{id}/lapse", post(orders::lapse))
        .route("/orders/{id}/mutate", post(orders::mutate))
        .route("/next", post(orders::next))
        .route("/tokens/expire", post(orders::expire_access_tokens))
        .route("/payment_tokens/{id}/delete", post(orders::delete_payment_token))
        .route("/captures/{id}/complete", post(money::complete))
        .route("/captures/{id}/deny", post(money::deny))
        .route("/captures/{id}/reverse", post(money::reverse))
        .route("/captures/{id}/mutate", post(money::mutate))
        .route("/refunds", post(money::refund))
        .route("/disputes", post(money::open_dispute))
        .route("/disputes/{id}/resolve", post(money::resolve_dispute))
        .route("/sign", post(signing::sign))
        .route("/ca.pem", get(signing::root))
}
