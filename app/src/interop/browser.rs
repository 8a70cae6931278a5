use crate::api::ApiError;
use crate::components::text;
use js_sys::{Date, Function, Object, Promise, Reflect};
use leptos::ev::MouseEvent;
use leptos::prelude::{document, on_cleanup, window, window_event_listener};
use leptos::serde_json;
use send_wrapper::SendWrapper;
use serde::de::DeserializeOwned;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlInputElement, RequestInit, Response, UrlSearchParams};

/// What is asked before something unsaved is left.
const LEAVING: &str = "What you typed is not saved yet. Leave without it?";

/// How long ago the page was asked for, in milliseconds.
pub fn page_age_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// A moment in the reader's own time: `3 December 2026, 18:00`. In the language of the page, and without the browser's own words for
/// dates: to bring those takes it as long as all else that a page begins with.
pub fn local_time(machine_time: &str, date_only: bool) -> Option<String> {
    let at = Date::new(&JsValue::from_str(machine_time));
    if at.get_time().is_nan() {
        return None;
    }
    let day = text::day(i64::from(at.get_full_year()), at.get_month(), at.get_date());
    Some(if date_only { day } else { format!("{day}, {:02}:{:02}", at.get_hours(), at.get_minutes()) })
}

/// Whether a form is sent by a button that leads to another site: then the browser sends it by itself.
pub fn leaves(event: &leptos::ev::SubmitEvent) -> bool {
    event.submitter().is_some_and(|button| button.has_attribute("data-leaves"))
}

/// Opens a page.
pub fn go(path: &str) {
    // A browser that cannot leave stays where it is, which is what we would do too.
    let _ = window().location().set_href(path);
}

/// Opens a page in the place of this one: back does not lead here again.
pub fn replace(path: &str) {
    let _ = window().location().replace(path);
}

/// Makes the redirects of actions full page loads: they lead into other zones, which the client router does not know.
pub fn load_redirects() {
    let _ = leptos::server_fn::redirect::set_redirect_hook(go);
}

/// Puts a text where the reader can paste it from. `false` says that the browser did not let us.
pub async fn copy(text: &str) -> bool {
    match write_text(text) {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    }
}

fn write_text(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// The value of an attribute of `<body>`.
pub fn body_attribute(name: &str) -> Option<String> {
    document().body()?.get_attribute(name)
}

/// The address of the page before; empty where the browser does not tell.
pub fn referrer() -> String {
    document().referrer()
}

/// The host of this site.
pub fn host() -> String {
    window().location().host().unwrap_or_default()
}

/// Asks before this page is left while something on it is not saved, as long as the part of the page lives that wants it.
pub fn ask_before_leaving(unsaved: impl Fn() -> bool + Copy + 'static) {
    let unload = window_event_listener(leptos::ev::beforeunload, move |event| {
        if unsaved() {
            event.prevent_default();
        }
    });
    let clicked = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if unsaved() && leads_to_another_page(&event) && !window().confirm_with_message(LEAVING).unwrap_or(true) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    // Before the router hears of it.
    let _ = document().add_event_listener_with_callback_and_bool("click", clicked.as_ref().unchecked_ref(), true);
    let clicked = SendWrapper::new(clicked);
    on_cleanup(move || {
        unload.remove();
        let _ = document().remove_event_listener_with_callback_and_bool("click", clicked.as_ref().unchecked_ref(), true);
    });
}

/// Whether a click follows a link of the client router. At all other links the browser itself asks.
fn leads_to_another_page(event: &MouseEvent) -> bool {
    let link =
        event.target().and_then(|target| target.dyn_into::<Element>().ok()).and_then(|target| target.closest("a[href]").ok().flatten());
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    link.is_some_and(|link| !modified && !link.has_attribute("target") && link.get_attribute("rel").as_deref() != Some("external"))
}

/// Types into a field.
pub fn fill_in(field: &str, text: &str) {
    let input = document().get_element_by_id(field).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input {
        input.set_value(text);
    }
}

/// Does some work, but waits no longer than so many milliseconds for it. The work is dropped then.
pub async fn within<T>(ms: i32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut clock) = (pin!(work), pin!(sleep_ms(ms)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => clock.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Lets time pass.
pub async fn sleep_ms(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}

/// Whether the reader prefers dark pages.
pub(super) fn prefers_dark() -> bool {
    dark_query().is_some_and(|query| query.matches())
}

/// Tells when the reader changes between light and dark, as long as the page lives.
pub(super) fn on_scheme_change(tell: impl Fn() + 'static) {
    let Some(query) = dark_query() else { return };
    let changed = Closure::<dyn Fn()>::new(tell);
    let _ = query.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
    changed.forget();
}

fn dark_query() -> Option<web_sys::MediaQueryList> {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten()
}

/// The browser's clock in milliseconds.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
pub fn clock_ms() -> i64 {
    Date::now() as i64
}

/// A number that nobody has drawn before. It names a page's life and is no secret.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a draw below 2^32 fits")]
pub fn random_id() -> uuid::Uuid {
    let draw = || (js_sys::Math::random() * 4_294_967_296.0) as u128;
    uuid::Uuid::from_u128(draw() << 96 | draw() << 64 | draw() << 32 | draw())
}

/// Sends a form although the page may be gone before the answer. The browser, or the line, may lose it.
pub fn send_beacon(path: &str, fields: &[(&str, String)]) {
    if let (true, Ok(form)) = (window().navigator().on_line(), form(fields)) {
        let _ = window().navigator().send_beacon_with_opt_url_search_params(path, Some(&form));
    }
}

/// Sends a small form to one of the server's functions and reads the answer. It arrives although the page may be gone meanwhile.
pub async fn post_form<T: DeserializeOwned>(path: &str, fields: &[(&str, String)]) -> Result<T, ApiError> {
    post_fields(path, &form(fields).map_err(|_| ApiError::Transport)?).await
}

/// The same for the fields of a form on the page.
pub async fn post_fields<T: DeserializeOwned>(path: &str, fields: &UrlSearchParams) -> Result<T, ApiError> {
    if !window().navigator().on_line() {
        return Err(ApiError::Transport);
    }
    let (is_well, text) = answer(path, fields).await.map_err(|_| ApiError::Transport)?;
    if is_well {
        return serde_json::from_str(&text).map_err(|_| ApiError::Transport);
    }
    Err(serde_json::from_str(&text).unwrap_or(ApiError::Transport))
}

async fn answer(path: &str, fields: &UrlSearchParams) -> Result<(bool, String), JsValue> {
    let (wish, accepted) = (RequestInit::new(), Object::new());
    Reflect::set(&accepted, &"accept".into(), &"application/json".into())?;
    wish.set_method("POST");
    wish.set_headers(&accepted);
    wish.set_body(fields);
    Reflect::set(&wish, &"keepalive".into(), &JsValue::TRUE)?;
    let answer: Response = JsFuture::from(window().fetch_with_str_and_init(path, &wish)).await?.dyn_into()?;
    let text = JsFuture::from(answer.text()?).await?;
    Ok((answer.ok(), text.as_string().unwrap_or_default()))
}

fn form(fields: &[(&str, String)]) -> Result<UrlSearchParams, JsValue> {
    let form = UrlSearchParams::new()?;
    for (name, value) in fields {
        form.append(name, value);
    }
    Ok(form)
}

/// What was stored in this browser under a name.
pub fn stored(name: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Stores something in this browser, or removes it. A browser that stores nothing forgets it, which is its owner's wish.
pub fn store(name: &str, value: Option<&str>) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = value.map_or_else(|| storage.remove_item(name), |value| storage.set_item(name, value));
    }
}

/// Whether nobody sees the page.
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Puts the focus on the first of these elements that takes it.
pub fn focus_on(ids: &[String]) {
    let element = |id: &String| document().get_element_by_id(id)?.dyn_into::<web_sys::HtmlElement>().ok();
    let open = ids.iter().filter_map(element).find(|element| !element.has_attribute("disabled"));
    let _ = open.map(|element| element.focus());
}
