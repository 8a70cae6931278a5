//! The document, as far as marks on elements need it.

use crate::api::ApiError;
use crate::forms::IN_PLACE;
use crate::interop;
use domain::source::decoded;
use js_sys::Promise;
use leptos::prelude::{document, window};
use leptos::server_fn::error::ServerFnUrlError;
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
    /// Whether it is what was asked for, and not what stands in its place.
    pub is_well: bool,
    /// Its address.
    pub address: String,
    /// Whether the answer to a form led there.
    pub moved: bool,
    /// Whether it was the server that chose where a form leads: else it leads back to its own page.
    pub chosen: bool,
    /// Why a form was refused, as the address that it leads to says it.
    pub refused: Option<String>,
}

impl Answer {
    /// Why a form was refused, where the address that it leads to says so.
    pub fn error(&self) -> Option<ApiError> {
        self.refused.as_deref().map(ServerFnUrlError::decode_err)
    }

    /// Whether it is a page at this page's path.
    pub fn is_here(&self) -> bool {
        let here = window().location().href().unwrap_or_default();
        path_of(&here) == path_of(&self.address)
    }

    /// Whether a form was refused, whose page tells why.
    pub fn refuses(&self) -> bool {
        !self.moved || self.refused.is_some()
    }
}

/// Sends a form, and asks for the page that it leads to, if that is another.
pub async fn send(address: &str, form: &UrlSearchParams) -> Result<Answer, JsValue> {
    let answer = fetch(address, Some(form)).await?;
    // A refusal leads back by the whole address of the page.
    let here = window().location().origin()?;
    match answer.headers().get("location")? {
        Some(to) if to.starts_with('/') || to.starts_with(&format!("{here}/")) => {
            Ok(Answer { moved: true, chosen: to.starts_with('/'), refused: refusal_in(&to), ..ask(&to).await? })
        }
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
    let is_well = answer.ok();
    let text = wait(answer.text()?).await?.as_string().unwrap_or_default();
    let page = DomParser::new()?.parse_from_string(&text, SupportedType::TextHtml)?;
    Ok(Answer { page, is_well, address: answer.url(), moved: false, chosen: false, refused: None })
}

fn refusal_in(address: &str) -> Option<String> {
    let (_, refusal) = address.split_once("__err=")?;
    Some(decoded(refusal.split('&').next().unwrap_or_default()))
}

/// An address without what is asked for and where on the page it leads.
pub fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
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
