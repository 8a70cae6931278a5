//! Whether browsers get `stripe.js`.

use axum::extract::State;
use axum::response::Json;
use serde::{Deserialize, Serialize};

use crate::state::App;

/// What a browser that asks for `stripe.js` gets.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// The script.
    #[default]
    Ok,
    /// A server error.
    Fail,
    /// Nothing for a minute.
    Hang,
}

/// `{"mode": "hang"}`
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    mode: Script,
}

/// `POST /_control/stripe_js`
pub async fn set(State(app): State<App>, Json(asked): Json<Asked>) -> Json<Asked> {
    app.store().script = asked.mode;
    Json(asked)
}
