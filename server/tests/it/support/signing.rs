//! A sender of events that signs as the provider does.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use server::adapters::system::SystemClock;
use server::ports::clock::Clock;
use sha2::Sha256;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The hexadecimal HMAC-SHA256 over `time.body`.
pub fn sign(secret: &str, time: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    hex::encode(mac.finalize().into_bytes())
}

/// The header, with one signature for each secret.
pub fn header(secrets: &[&str], time: i64, body: &[u8]) -> String {
    let time = time.to_string();
    let signatures = secrets.iter().map(|secret| format!("v1={}", sign(secret, &time, body)));
    std::iter::once(format!("t={time}")).chain(signatures).collect::<Vec<_>>().join(",")
}

/// The time on the wall, in seconds.
pub fn now() -> i64 {
    SystemClock.now().timestamp()
}

/// An event that the provider never sent.
pub fn event(kind: &str, object: &Value) -> Value {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let id = format!("evt_made_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    json!({ "id": id, "object": "event", "type": kind, "livemode": false, "api_version": "2026-09-30.endive", "created": now(), "data": { "object": object } })
}

/// Sends to one shop.
#[derive(Clone)]
pub struct Sender {
    base: String,
    http: reqwest::Client,
}

impl Sender {
    /// Sends to the shop at `base`.
    pub fn new(base: &str) -> Self {
        Self { base: base.to_owned(), http: super::browser::client() }
    }

    /// Posts a body. Without an answer there is no status.
    pub async fn post(&self, headers: &[(&str, &[u8])], body: Vec<u8>) -> Option<u16> {
        let request =
            self.http.post(format!("{}/webhooks/stripe", self.base)).header("content-type", "application/json; charset=utf-8").body(body);
        let answer = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().await.ok()?;
        let status = answer.status().as_u16();
        // The connection can be used again only once the answer has been read.
        answer.bytes().await.ok()?;
        Some(status)
    }

    /// Delivers a body with these signatures.
    pub async fn deliver_as(&self, secrets: &[&str], time: i64, body: &[u8]) -> Option<u16> {
        let header = header(secrets, time, body);
        self.post(&[("stripe-signature", header.as_bytes())], body.to_vec()).await
    }

    /// Delivers an event once, rightly signed now.
    pub async fn try_deliver(&self, event: &Value) -> Option<u16> {
        self.deliver_as(&[super::shop::WEBHOOK_SECRET], now(), &serde_json::to_vec_pretty(event).unwrap()).await
    }

    /// Delivers an event, and it is taken.
    pub async fn deliver(&self, event: &Value) {
        assert_eq!(self.try_deliver(event).await, Some(200), "{event}");
    }

    /// Writes bytes as they are onto a new connection and reads the status.
    pub async fn raw(&self, head: &str, body: &[u8]) -> u16 {
        let address = self.base.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(format!("POST /webhooks/stripe HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{head}\r\n").as_bytes())
            .await
            .unwrap();
        // Whoever is refused early finds the door closed while still writing; the answer lies there nevertheless.
        drop(stream.write_all(body).await);
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer).await);
        let text = String::from_utf8_lossy(&answer);
        text.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok()).unwrap_or_else(|| panic!("no answer but {text:?}"))
    }
}
