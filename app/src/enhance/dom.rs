//! The document, as far as marks on elements need it.

use js_sys::Promise;
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, Event, HtmlElement, RequestInit, Response, SupportedType, UrlSearchParams};

/// All elements below one that a selector names.
pub fn all<T: JsCast>(within: &Element, selector: &str) -> Vec<T> {
    let found = within.query_selector_all(selector).ok();
    found.into_iter().flat_map(|found| (0..found.length()).filter_map(move |index| found.item(index)?.dyn_into().ok())).collect()
}

/// Shows or hides all elements below one that a selector names.
pub fn hide(within: &Element, selector: &str, hidden: bool) {
    for element in all::<HtmlElement>(within, selector) {
        element.set_hidden(hidden);
    }
}

/// The first element of the page that a selector names.
pub fn first(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Tells of an event anywhere on the page, as long as the page lives. What it is nothing for ends with `None`.
pub fn on(kind: &str, tell: impl Fn(&Event) -> Option<()> + 'static) {
    let told = Closure::<dyn Fn(Event)>::new(move |event| {
        tell(&event);
    });
    let _ = document().add_event_listener_with_callback(kind, told.as_ref().unchecked_ref());
    told.forget();
}

/// What an event is about: the nearest element around that a selector names.
pub fn nearest<T: JsCast>(event: &Event, selector: &str) -> Option<T> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()??.dyn_into().ok()
}

/// A page that was asked for.
pub struct Answer {
    /// The page.
    pub page: Document,
    /// Where it is, after all redirects.
    pub address: String,
    /// Whether there were any.
    pub moved: bool,
}

/// Asks for a page, by a form or without one.
pub async fn ask(address: &str, form: Option<&UrlSearchParams>) -> Result<Answer, JsValue> {
    let (wish, headers) = (RequestInit::new(), web_sys::Headers::new()?);
    headers.set("accept", "text/html")?;
    wish.set_headers(&headers);
    if let Some(form) = form {
        wish.set_method("POST");
        wish.set_body(form);
    }
    let answer: Response = wait(window().fetch_with_str_and_init(address, &wish)).await?.unchecked_into();
    let text = wait(answer.text()?).await?.as_string().unwrap_or_default();
    let page = DomParser::new()?.parse_from_string(&text, SupportedType::TextHtml)?;
    Ok(Answer { page, address: answer.url(), moved: answer.redirected() })
}

/// Asks for data, as text. `None` where there is none to be had.
pub async fn text(address: &str) -> Option<String> {
    let answer: Response = wait(window().fetch_with_str(address)).await.ok()?.unchecked_into();
    if !answer.ok() {
        return None;
    }
    wait(answer.text().ok()?).await.ok()?.as_string()
}

async fn wait(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}
