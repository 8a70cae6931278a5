//! The payment sandbox as a process of its own.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A running sandbox.
pub struct Sandbox {
    /// Its address.
    pub url: String,
    http: reqwest::Client,
    _process: Child,
}

/// The program lies beside the tests' folder.
fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().and_then(std::path::Path::parent).unwrap().join("sandbox");
    assert!(path.exists(), "no sandbox at {}: `cargo build -p sandbox` makes it", path.display());
    path
}

impl Sandbox {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let mut process = Command::new(program())
            .args(["--listen", "127.0.0.1:0", "--retry-base-ms", "30", "--exit-with-parent"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = lines.next_line().await.unwrap().unwrap();
        let url = line.strip_prefix("sandbox ").unwrap().to_owned();
        Self { url, http: super::browser::client(), _process: process }
    }

    /// A control call; it must be understood.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let answer = self.http.post(format!("{}/_control/{path}", self.url)).json(&body).send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "control {path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// The ledger of money really taken.
    pub async fn truth(&self) -> Value {
        self.http.get(format!("{}/_truth", self.url)).send().await.unwrap().json().await.unwrap()
    }

    /// The buyer's browser confirms a payment with a card.
    pub async fn confirm(&self, intent: &str, card: &str) -> Value {
        self.control(&format!("payment_intents/{intent}/confirm"), json!({ "card": card })).await
    }

    /// The next calls of an operation go wrong.
    pub async fn fault(&self, op: &str, mode: &str, times: u32) {
        self.control("faults", json!({ "op": op, "mode": mode, "times": times })).await;
    }

    /// The mails that were sent by Resend, by their keys.
    pub async fn mails(&self) -> Value {
        self.http.get(format!("{}/_control/mails", self.url)).send().await.unwrap().json().await.unwrap()
    }

    /// No more faults.
    pub async fn heal(&self) {
        self.http.delete(format!("{}/_control/faults", self.url)).send().await.unwrap();
    }

    /// Changes how webhooks are sent.
    pub async fn webhooks(&self, settings: Value) {
        self.control("webhooks", settings).await;
    }

    /// Whether no delivery is pending.
    pub async fn is_quiet(&self) -> bool {
        let log: Value = self.http.get(format!("{}/_control/webhooks/deliveries", self.url)).send().await.unwrap().json().await.unwrap();
        log["open"] == 0
    }

    /// All events so far, oldest first.
    pub async fn events(&self) -> Vec<Value> {
        let mut events = Vec::new();
        let mut cursor = String::new();
        loop {
            let url = format!("{}/v1/events?limit=100{cursor}", self.url);
            let page: Value = self.http.get(url).bearer_auth("sk_test_sandbox").send().await.unwrap().json().await.unwrap();
            events.extend(page["data"].as_array().unwrap().iter().cloned());
            if page["has_more"] != true {
                events.reverse();
                return events;
            }
            cursor = format!("&starting_after={}", events.last().unwrap()["id"].as_str().unwrap());
        }
    }

    /// An object of Stripe's API.
    pub async fn stripe_get(&self, path: &str) -> Value {
        self.http.get(format!("{}/v1/{path}", self.url)).bearer_auth("sk_test_sandbox").send().await.unwrap().json().await.unwrap()
    }

    /// What a measuring service was told.
    pub async fn measurements(&self) -> Value {
        self.http.get(format!("{}/_control/measurements", self.url)).send().await.unwrap().json().await.unwrap()
    }

    /// The root that vouches for PayPal's events, as PEM.
    pub async fn paypal_root(&self) -> String {
        self.http.get(format!("{}/_control/paypal/ca.pem", self.url)).send().await.unwrap().text().await.unwrap()
    }

    /// An object of PayPal's API, which a call for a token precedes.
    pub async fn paypal_get(&self, path: &str) -> Value {
        let asked = self.http.post(format!("{}/v1/oauth2/token", self.url));
        let asked = asked.basic_auth("paypal_sandbox_client", Some("paypal_sandbox_secret")).form(&[("grant_type", "client_credentials")]);
        let issued: Value = asked.send().await.unwrap().json().await.unwrap();
        let request = self.http.get(format!("{}/{path}", self.url)).bearer_auth(issued["access_token"].as_str().unwrap());
        request.send().await.unwrap().json().await.unwrap()
    }

    /// The latest event of PayPal of one type.
    pub async fn paypal_event(&self, kind: &str) -> Value {
        self.paypal_get(&format!("v1/notifications/webhooks-events?event_type={kind}")).await["events"][0].clone()
    }

    /// The event of one type about a payment.
    pub async fn event(&self, intent: &str, kind: &str) -> Value {
        let about = |event: &&Value| event["type"] == kind && payment_of(event) == Some(intent);
        self.events().await.iter().find(about).unwrap_or_else(|| panic!("no {kind} about {intent}")).clone()
    }
}

/// The payment that an event is about.
pub fn payment_of(event: &Value) -> Option<&str> {
    let object = &event["data"]["object"];
    object["payment_intent"].as_str().or_else(|| object["id"].as_str().filter(|id| id.starts_with("pi_")))
}
