//! A shop's client of PayPal and the buyer beside it.

use reqwest::Method;
use sandbox::options::Options;
use serde_json::{Value, json};

use crate::support::{Fake, Reply, Shop, read};

/// A sandbox and a client with an access token.
pub struct PayPal {
    pub fake: Fake,
    token: String,
    http: reqwest::Client,
}

impl PayPal {
    pub async fn start() -> Self {
        Self::start_with(Options::for_tests()).await
    }

    /// Beside a shop that listens.
    pub async fn with_shop(answers: &[u16]) -> (Self, Shop) {
        let shop = Shop::start(answers).await;
        let options = Options { paypal_webhook_url: Some(shop.url.clone()), ..Options::for_tests() };
        (Self::start_with(options).await, shop)
    }

    pub async fn start_with(options: Options) -> Self {
        let fake = Fake::start_with(options).await;
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client");
        let mut paypal = Self { fake, token: String::new(), http };
        paypal.sign_in().await;
        paypal
    }

    /// Fetches an access token.
    pub async fn sign_in(&mut self) {
        let answer = self.grant("paypal_sandbox_client", "paypal_sandbox_secret").await;
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        answer.body["access_token"].as_str().expect("a token").clone_into(&mut self.token);
    }

    pub async fn grant(&self, client: &str, secret: &str) -> Reply {
        let address = format!("{}/v1/oauth2/token", self.fake.url());
        let request = self.http.post(address).basic_auth(client, Some(secret)).body("grant_type=client_credentials");
        read(request).await.expect("an answer")
    }

    /// Any call; `id` is the `PayPal-Request-Id`.
    pub async fn try_call(&self, method: Method, path: &str, body: Option<Value>, id: Option<&str>) -> Result<Reply, reqwest::Error> {
        let mut request = self.http.request(method, format!("{}{path}", self.fake.url())).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        if let Some(id) = id {
            request = request.header("paypal-request-id", id);
        }
        read(request).await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.try_call(Method::GET, path, None, None).await.expect("an answer")
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.try_call(Method::POST, path, Some(body), None).await.expect("an answer")
    }

    pub async fn post_keyed(&self, path: &str, body: Value, id: &str) -> Reply {
        self.try_call(Method::POST, path, Some(body), Some(id)).await.expect("an answer")
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.try_call(Method::DELETE, path, None, None).await.expect("an answer")
    }

    /// A new order.
    pub async fn order(&self, body: Value) -> String {
        let made = self.post("/v2/checkout/orders", body).await;
        assert_eq!(made.status, 201, "{:?}", made.body);
        made.id()
    }

    pub async fn approve(&self, order: &str) {
        let approved = self.control(&format!("orders/{order}/approve"), json!({})).await;
        assert_eq!(approved.body["status"], "APPROVED");
    }

    pub async fn capture(&self, order: &str) -> Reply {
        self.post(&format!("/v2/checkout/orders/{order}/capture"), json!({})).await
    }

    /// An order that is paid; gives the order and the capture.
    pub async fn paid(&self, body: Value) -> (String, String) {
        let order = self.order(body).await;
        self.approve(&order).await;
        let done = self.capture(&order).await;
        assert_eq!(done.status, 201, "{:?}", done.body);
        (order, capture_of(&done.body))
    }

    /// Pulls one of PayPal's levers.
    pub async fn control(&self, path: &str, body: Value) -> Reply {
        self.fake.control(&format!("paypal/{path}"), body).await
    }

    /// The ledger's entry of an order.
    pub async fn truth_of(&self, order: &str) -> Value {
        let truth = self.fake.truth().await;
        let payments = truth["payments"].as_array().expect("payments");
        payments.iter().find(|payment| payment["reference"] == order).cloned().unwrap_or_default()
    }

    /// The types of all events, oldest first.
    pub async fn event_types(&self) -> Vec<String> {
        let page = self.get("/v1/notifications/webhooks-events?page_size=300").await;
        let events = page.body["events"].as_array().cloned().unwrap_or_default();
        events.iter().rev().filter_map(|event| event["event_type"].as_str()).map(str::to_owned).collect()
    }
}

/// The first capture of an order.
pub fn capture_of(order: &Value) -> String {
    order["purchase_units"][0]["payments"]["captures"][0]["id"].as_str().unwrap_or_default().to_owned()
}

/// What a shop sends: an order over this amount for its own order of this name.
pub fn purchase(order: &str, currency: &str, value: &str) -> Value {
    json!({
        "intent": "CAPTURE",
        "purchase_units": [{
            "custom_id": order,
            "invoice_id": format!("invoice-{order}"),
            "description": "Watercolour <for> beginners",
            "amount": {"currency_code": currency, "value": value},
        }],
        "payment_source": {"paypal": {"experience_context": {
            "return_url": "https://shop.example/return?order=1",
            "cancel_url": "https://shop.example/cancel",
            "user_action": "PAY_NOW",
            "shipping_preference": "NO_SHIPPING",
            "brand_name": "Atelier & Co",
        }}},
    })
}

/// The first issue an error names.
pub fn issue(reply: &Reply) -> &str {
    reply.body["details"][0]["issue"].as_str().unwrap_or_default()
}
