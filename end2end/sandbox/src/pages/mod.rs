//! What browsers load.

use axum::Router;

use crate::state::App;

/// The scripts and the frames.
pub fn router() -> Router<App> {
    Router::new()
}
