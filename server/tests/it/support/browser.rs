//! What a browser does: cookies, forms, server functions.

use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use reqwest::{Client, Response, StatusCode, redirect::Policy};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

/// What every browser says of itself.
pub const USER_AGENT: &str = "Lectern tests/1.0";

/// A client without cookies and redirects. One for the whole process: making one is slow, sharing one is not. Every request has
/// a connection of its own, because the shop closes those on which it refused a body.
pub fn client() -> Client {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| {
        let builder = Client::builder().pool_max_idle_per_host(0).redirect(Policy::none()).user_agent(USER_AGENT);
        builder.timeout(Duration::from_mins(1)).build().unwrap()
    });
    CLIENT.clone()
}

/// Calls a server function of a program that may die. Gives its answer with the status; nothing where it died under the call. Who lives
/// answers for themselves: a fault is none of death's.
pub async fn try_call(base: &str, function: &str, form: &[(&str, &str)]) -> Option<(u16, Value)> {
    let request =
        client().post(format!("{base}/api/{function}")).header(ACCEPT, "application/json").header("sec-fetch-site", "same-origin");
    let answer = request.form(form).send().await.ok()?;
    let status = answer.status().as_u16();
    assert!(status < 500, "{base} answers {function} with {status}");
    Some((status, answer.json().await.ok()?))
}

/// A browser with its own cookies.
pub struct Browser {
    base: String,
    http: Client,
    address: Option<String>,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// A status with a JSON body.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text))
    }

    /// The JSON of an answer that must be a success.
    pub fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text);
        self.json()
    }
}

impl Browser {
    /// A browser that has never been here.
    pub fn new(base: &str) -> Self {
        Self { base: base.to_owned(), http: client(), address: None, cookies: Mutex::default() }
    }

    /// The same from a network address, as the shop's proxy would tell it.
    pub fn at_address(self, address: &str) -> Self {
        Self { address: Some(address.to_owned()), ..self }
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Sets a cookie.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        let request = self.http.get(format!("{}{path}", self.base)).header(ACCEPT, "text/html,application/xhtml+xml");
        self.send(request).await
    }

    /// Opens what is no text.
    pub async fn get_bytes(&self, path: &str) -> Vec<u8> {
        self.bytes_with(path, &[]).await
    }

    /// The same with headers of one's own.
    pub async fn bytes_with(&self, path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
        let request = self.http.get(format!("{}{path}", self.base));
        let response = self.respond(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.bytes().await.unwrap().to_vec()
    }

    /// Asks for anything with headers of one's own.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = self.http.get(format!("{}{path}", self.base));
        self.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
    }

    /// Calls a reading server function.
    pub async fn read(&self, function: &str, arguments: &[(&str, &str)]) -> Answer {
        let query = arguments.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        self.send(self.http.get(format!("{}/api/{function}?{query}", self.base)).header(ACCEPT, "application/json")).await
    }

    /// Calls a writing server function, as the page's script does.
    pub async fn call(&self, function: &str, arguments: &[(&str, &str)]) -> Answer {
        let request = self.http.post(format!("{}/api/{function}", self.base)).header(ACCEPT, "application/json").form(arguments);
        self.send(request).await
    }

    /// Posts a form without scripts; the answer is a redirect.
    pub async fn post_form(&self, function: &str, from: &str, arguments: &[(&str, &str)]) -> Answer {
        let request = self.http.post(format!("{}/api/{function}", self.base));
        let request = request.header(ACCEPT, "text/html").header("referer", format!("{}{from}", self.base)).form(arguments);
        self.send(request).await
    }

    /// Posts any body.
    pub async fn post_raw(&self, path: &str, content_type: &str, body: impl Into<reqwest::Body>, headers: &[(&str, &str)]) -> Answer {
        let request = self.http.post(format!("{}{path}", self.base)).header(CONTENT_TYPE, content_type).body(body);
        self.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
    }

    /// Asks for anything and does not wait for the whole answer, which may have no end.
    pub async fn knock(&self, method: reqwest::Method, path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap) {
        let request = self.http.request(method, format!("{}{path}", self.base));
        let response = self.respond(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await;
        (response.status(), response.headers().clone())
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = self.respond(request).await;
        Answer { status: response.status(), headers: response.headers().clone(), text: response.text().await.unwrap() }
    }

    /// Sends a request. Like any browser it says where what it posts comes from, unless the test says something else.
    async fn respond(&self, request: reqwest::RequestBuilder) -> Response {
        let line = {
            let cookies = self.cookies.lock().unwrap();
            cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
        };
        let request = if line.is_empty() { request } else { request.header(COOKIE, line) };
        let request = self.address.iter().fold(request, |request, address| request.header("x-forwarded-for", address));
        let mut request = request.build().unwrap();
        let says = ["origin", "sec-fetch-site"].into_iter().any(|name| request.headers().contains_key(name));
        if request.method() != reqwest::Method::GET && !says {
            request.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        }
        let response = self.http.execute(request).await.unwrap();
        self.keep_cookies(&response);
        response
    }

    fn keep_cookies(&self, response: &Response) {
        let mut cookies = self.cookies.lock().unwrap();
        for line in response.headers().get_all(SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
