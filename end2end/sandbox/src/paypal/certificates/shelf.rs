//! The certificates that are served, and the chain behind them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::chain::{Certificate, Chain, Wish};
use crate::state::App;

/// The chain, drawn when it is first asked for: most tests never do, and RSA keys take their time.
#[derive(Debug, Default)]
pub struct Shelf {
    chain: OnceLock<Option<Arc<Chain>>>,
    extra: Mutex<HashMap<String, String>>,
}

impl Shelf {
    /// The chain.
    pub fn chain(&self) -> Option<Arc<Chain>> {
        self.chain.get_or_init(|| Chain::new().ok().map(Arc::new)).clone()
    }

    /// Issues and serves another certificate.
    pub fn add(&self, wish: &Wish) -> Option<Certificate> {
        let made = self.chain()?.issue(wish).ok()?;
        self.extra.lock().unwrap_or_else(PoisonError::into_inner).insert(made.id.clone(), made.pem.clone());
        Some(made)
    }

    fn find(&self, id: &str) -> Option<String> {
        let chain = self.chain()?;
        if chain.certificate.id == id {
            return Some(chain.certificate.pem.clone());
        }
        self.extra.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }
}

/// `GET /v1/notifications/certs/{id}`
pub async fn served(State(app): State<App>, Path(id): Path<String>) -> Response {
    match app.certificates.find(&id) {
        Some(pem) => ([(header::CONTENT_TYPE, "application/x-pem-file")], pem).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
