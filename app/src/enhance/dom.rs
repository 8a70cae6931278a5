//! The document, as far as marks on elements need it.

use crate::forms::IN_PLACE;
use crate::interop;
use js_sys::Promise;
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, Event, Headers, HtmlElement, RequestInit, Response, SupportedType, UrlSearchParams};

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
    /// Its address.
    pub address: String,
    /// Whether the answer to a form led there.
    pub moved: bool,
}

impl Answer {
    /// Whether a form was refused, whose page tells why.
    pub fn refuses(&self) -> bool {
        !self.moved || self.address.contains("__err=")
    }
}

/// Sends a form, and asks for the page that it leads to, if that is another.
pub async fn send(address: &str, form: &UrlSearchParams) -> Result<Answer, JsValue> {
    let answer = fetch(address, Some(form)).await?;
    // A refusal leads back by the whole address of the page.
    let here = window().location().origin()?;
    match answer.headers().get("location")? {
        Some(to) if to.starts_with('/') || to.starts_with(&format!("{here}/")) => Ok(Answer { moved: true, ..ask(&to).await? }),
        // To the provider: the page goes, and nothing comes of it here.
        Some(to) => {
            interop::go(&to);
            std::future::pending().await
        }
        None => read(answer).await,
    }
}

/// Asks for a page.
pub async fn ask(address: &str) -> Result<Answer, JsValue> {
    let answer = read(fetch(address, None).await?).await?;
    let end = address.split_once('#').map(|(_, end)| format!("#{end}")).unwrap_or_default();
    Ok(Answer { address: answer.address + &end, ..answer })
}

async fn fetch(address: &str, form: Option<&UrlSearchParams>) -> Result<Response, JsValue> {
    let (wish, headers) = (RequestInit::new(), Headers::new()?);
    headers.set("accept", "text/html")?;
    if let Some(form) = form {
        headers.set(IN_PLACE, "1")?;
        wish.set_method("POST");
        wish.set_body(form);
    }
    wish.set_headers(&headers);
    Ok(wait(window().fetch_with_str_and_init(address, &wish)).await?.unchecked_into())
}

async fn read(answer: Response) -> Result<Answer, JsValue> {
    let text = wait(answer.text()?).await?.as_string().unwrap_or_default();
    let page = DomParser::new()?.parse_from_string(&text, SupportedType::TextHtml)?;
    Ok(Answer { page, address: answer.url(), moved: false })
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
