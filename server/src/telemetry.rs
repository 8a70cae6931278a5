//! Logs: one line a fact, without secrets.

use tracing_subscriber::{EnvFilter, fmt, prelude::*};

/// `stripe_webhook` and the HTTP clients are capped: they write bodies into their spans.
const DEFAULT_FILTER: &str = "info,sqlx=warn,sea_orm=warn,sea_orm_migration=warn,stripe_webhook=warn,hyper=warn,reqwest=warn,leptos=warn";

/// Starts logging. `LOG_FORMAT=json` writes JSON, `RUST_LOG` filters.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let registry = tracing_subscriber::registry().with(filter);
    if json {
        registry.with(fmt::layer().json().flatten_event(true)).init();
    } else {
        registry.with(fmt::layer().compact()).init();
    }
}
