//! A sandbox on a free port, and a shop that listens to its webhooks.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use sandbox::options::Options;
use sandbox::server::{self, Running};
use serde_json::{Value, json};

/// The answer of one call.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

impl Reply {
    pub fn id(&self) -> String {
        self.body["id"].as_str().unwrap_or_default().to_owned()
    }

    pub fn status_of(&self) -> &str {
        self.body["status"].as_str().unwrap_or_default()
    }

    pub fn code(&self) -> &str {
        self.body["error"]["code"].as_str().unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// A sandbox and a client of it.
pub struct Fake {
    running: Running,
    http: reqwest::Client,
}

impl Fake {
    pub async fn start() -> Self {
        Self::start_with(Options::for_tests()).await
    }

    pub async fn start_with(options: Options) -> Self {
        let running = server::start(options).await.expect("a free port");
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Self { running, http }
    }

    pub fn url(&self) -> String {
        self.running.url()
    }

    /// A form sent with the test key, and an idempotency key if there is one.
    pub async fn post_keyed(&self, path: &str, form: &str, key: Option<&str>) -> Result<Reply, reqwest::Error> {
        let mut request = self
            .http
            .post(format!("{}/v1/{path}", self.url()))
            .bearer_auth("sk_test_shop")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form.to_owned());
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        read(request).await
    }

    pub async fn post(&self, path: &str, form: &str) -> Reply {
        self.post_keyed(path, form, None).await.expect("an answer")
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.get_as("sk_test_shop", path).await
    }

    pub async fn get_as(&self, key: &str, path: &str) -> Reply {
        read(self.http.get(format!("{}/v1/{path}", self.url())).bearer_auth(key)).await.expect("an answer")
    }

    pub async fn post_as(&self, key: &str, path: &str, form: &str) -> Reply {
        let request = self.http.post(format!("{}/v1/{path}", self.url())).bearer_auth(key).body(form.to_owned());
        read(request).await.expect("an answer")
    }

    /// Pulls a lever.
    pub async fn control(&self, path: &str, body: Value) -> Reply {
        let request = self.http.post(format!("{}/_control/{path}", self.url())).json(&body);
        let reply = read(request).await.expect("an answer");
        assert!(reply.status < 500, "{path}: {:?}", reply.body);
        reply
    }

    /// A page as a browser loads it.
    pub async fn page(&self, path: &str) -> Reply {
        read(self.http.get(format!("{}{path}", self.url()))).await.expect("a page")
    }

    /// A form as a browser sends it.
    pub async fn submit(&self, path: &str, form: &str) -> Reply {
        let request = self.http.post(format!("{}{path}", self.url())).header("content-type", "application/x-www-form-urlencoded");
        read(request.body(form.to_owned())).await.expect("a page")
    }

    pub async fn truth(&self) -> Value {
        read(self.http.get(format!("{}/_truth", self.url()))).await.expect("the ledger").body
    }

    pub async fn deliveries(&self) -> Value {
        read(self.http.get(format!("{}/_control/webhooks/deliveries", self.url()))).await.expect("the log").body
    }

    /// A payment intent over this amount in euros.
    pub async fn intent(&self, amount: i64) -> String {
        let reply = self.post("payment_intents", &format!("amount={amount}&currency=eur&metadata[order_id]=o1")).await;
        assert_eq!(reply.status, 200, "{:?}", reply.body);
        reply.id()
    }

    /// A cardholder pays with this card.
    pub async fn pay(&self, intent: &str, card: &str) -> Reply {
        self.control(&format!("payment_intents/{intent}/confirm"), json!({"card": card})).await
    }

    /// The types of all events, oldest first.
    pub async fn event_types(&self) -> Vec<String> {
        let reply = self.get("events?limit=100").await;
        let data = reply.body["data"].as_array().cloned().unwrap_or_default();
        data.iter().rev().filter_map(|event| event["type"].as_str()).map(str::to_owned).collect()
    }
}

/// Sends a request and reads its answer.
pub async fn read(request: reqwest::RequestBuilder) -> Result<Reply, reqwest::Error> {
    let answer = request.send().await?;
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let text = answer.text().await?;
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    Ok(Reply { status, headers, body })
}

/// One delivery as the shop received it.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub signature: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Delivery {
    pub fn event(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    pub fn kind(&self) -> String {
        self.event()["type"].as_str().unwrap_or_default().to_owned()
    }
}

#[derive(Clone, Default)]
struct Inbox {
    deliveries: Arc<Mutex<Vec<Delivery>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

/// A shop that writes down what it is told.
pub struct Shop {
    pub url: String,
    inbox: Inbox,
}

impl Shop {
    /// Answers with these statuses first, then with 200.
    pub async fn start(answers: &[u16]) -> Self {
        let inbox = Inbox { answers: Arc::new(Mutex::new(answers.iter().copied().collect())), ..Inbox::default() };
        let routes = Router::new().route("/hook", post(receive)).with_state(inbox.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, inbox }
    }

    pub fn deliveries(&self) -> Vec<Delivery> {
        self.inbox.deliveries.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many deliveries have come.
    pub async fn wait_for(&self, count: usize) -> Vec<Delivery> {
        eventually(async || self.deliveries().len() >= count).await;
        self.deliveries()
    }
}

async fn receive(State(inbox): State<Inbox>, headers: HeaderMap, body: String) -> StatusCode {
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let delivery = Delivery { signature: signature.to_owned(), headers: headers.clone(), body };
    inbox.deliveries.lock().unwrap_or_else(PoisonError::into_inner).push(delivery);
    let status = inbox.answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front().unwrap_or(200);
    StatusCode::from_u16(status).unwrap_or_default()
}

/// Asks again and again until the condition holds; ten seconds at most.
pub async fn eventually<F: Future<Output = bool>>(mut condition: impl FnMut() -> F) {
    let started = Instant::now();
    while !condition().await {
        assert!(started.elapsed() < Duration::from_secs(10), "the condition never came true");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
