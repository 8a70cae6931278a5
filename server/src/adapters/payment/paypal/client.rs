//! Calls to PayPal: the access token, the key, the deadline, and refusals in our words.

use super::shapes::{AccessToken, Refusal};
use crate::adapters::payment::measured;
use crate::adapters::{http_client, http_clock};
use crate::config::PaypalSettings;
use crate::ports::payment::{GatewayError, IdempotencyKey, ProviderId};
use chrono::{DateTime, Utc};
use reqwest::{Method, RequestBuilder, Response};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// A token is not used in the last minute of its life.
const MARGIN: Duration = Duration::from_mins(1);

/// Talks to one account.
pub struct Client {
    http: reqwest::Client,
    base: String,
    id: String,
    secret: SecretString,
    timeout: Duration,
    token: Mutex<Option<Token>>,
}

struct Token {
    value: SecretString,
    until: Instant,
}

/// A call.
struct Call<'a> {
    method: Method,
    path: &'a str,
    key: Option<&'a IdempotencyKey>,
    body: Option<&'a Value>,
}

impl Client {
    /// A call, with all that it needs, is given up after `timeout`.
    pub fn new(settings: &PaypalSettings, timeout: Duration) -> Result<Self, reqwest::Error> {
        Ok(Self {
            http: http_client(timeout)?,
            base: settings.api_base.clone(),
            id: settings.client_id.clone(),
            secret: settings.client_secret.clone(),
            timeout,
            token: Mutex::new(None),
        })
    }

    /// Reads an object. `path` has no slash at its beginning.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, GatewayError> {
        read(&self.send(&Call { method: Method::GET, path, key: None, body: None }).await?)
    }

    /// Does something, once for a key.
    pub async fn post<T: DeserializeOwned>(&self, path: &str, key: &IdempotencyKey, body: &Value) -> Result<T, GatewayError> {
        read(&self.send(&Call { method: Method::POST, path, key: Some(key), body: Some(body) }).await?)
    }

    /// What time it is there.
    pub async fn clock(&self) -> Result<DateTime<Utc>, GatewayError> {
        http_clock(&self.base, self.timeout).await
    }

    /// Removes an object.
    pub async fn delete(&self, path: &str) -> Result<(), GatewayError> {
        self.send(&Call { method: Method::DELETE, path, key: None, body: None }).await.map(drop)
    }

    async fn send(&self, call: &Call<'_>) -> Result<Vec<u8>, GatewayError> {
        let began = std::time::Instant::now();
        let answer = match tokio::time::timeout(self.timeout, self.send_authorized(call)).await {
            Ok(answer) => answer,
            Err(_) => Err(GatewayError::Unknown("timeout".into())),
        };
        measured(ProviderId::Paypal, began, answer)
    }

    /// A token may be taken back before its time: then the call is made once more with a new one.
    async fn send_authorized(&self, call: &Call<'_>) -> Result<Vec<u8>, GatewayError> {
        let token = self.token(None).await?;
        match answer(self.request(call, &token)).await {
            Err(GatewayError::Refused { status: 401, .. }) => answer(self.request(call, &self.token(Some(&token)).await?)).await,
            answer => answer,
        }
    }

    fn request(&self, call: &Call<'_>, token: &SecretString) -> RequestBuilder {
        let request = self.http.request(call.method.clone(), format!("{}{}", self.base, call.path));
        let request = request.bearer_auth(token.expose_secret()).header("prefer", "return=representation");
        let request = match call.key {
            Some(key) => request.header("paypal-request-id", &key.0),
            None => request,
        };
        match call.body {
            Some(body) => request.json(body),
            None => request,
        }
    }

    /// The access token; a new one if there is none that lives, or if the one that lives is `refused`.
    async fn token(&self, refused: Option<&SecretString>) -> Result<SecretString, GatewayError> {
        let mut kept = self.token.lock().await;
        let good = |token: &&Token| {
            token.until > Instant::now() && refused.is_none_or(|refused| refused.expose_secret() != token.value.expose_secret())
        };
        if let Some(token) = kept.as_ref().filter(good) {
            return Ok(token.value.clone());
        }
        let asked = Instant::now();
        let request = self.http.post(format!("{}v1/oauth2/token", self.base)).basic_auth(&self.id, Some(self.secret.expose_secret()));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body("grant_type=client_credentials");
        let issued: AccessToken = read(&answer(request).await?)?;
        let value = SecretString::from(issued.access_token);
        let until = asked + Duration::from_secs(issued.expires_in).saturating_sub(MARGIN);
        *kept = Some(Token { value: value.clone(), until });
        Ok(value)
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, GatewayError> {
    serde_json::from_slice(body).map_err(|_| GatewayError::Unknown("unreadable answer".into()))
}

async fn answer(request: RequestBuilder) -> Result<Vec<u8>, GatewayError> {
    let answer = request.send().await.map_err(|error| lost(&error))?;
    if answer.status().is_success() {
        return answer.bytes().await.map(Vec::from).map_err(|error| lost(&error));
    }
    Err(refusal(answer).await)
}

fn lost(error: &reqwest::Error) -> GatewayError {
    GatewayError::Unknown(if error.is_timeout() { "timeout" } else { "connection" }.into())
}

/// PayPal remembers what a key did, not that it failed: after a fault of its own the outcome is unknown, and the same key finds out.
async fn refusal(answer: Response) -> GatewayError {
    let status = answer.status().as_u16();
    match status {
        404 => return GatewayError::NotFound,
        409 | 429 => return GatewayError::Busy(status),
        500.. => return GatewayError::Unknown(format!("status {status}")),
        _ => {}
    }
    let refusal: Refusal = answer.bytes().await.ok().and_then(|body| serde_json::from_slice(&body).ok()).unwrap_or_default();
    let class = if refusal.name.is_empty() { refusal.error } else { refusal.name };
    let code = refusal.details.into_iter().next().map_or(class, |detail| detail.issue);
    if code == "PREVIOUS_REQUEST_IN_PROGRESS" { GatewayError::Busy(status) } else { GatewayError::Refused { status, code } }
}
