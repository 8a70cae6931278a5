//! What a page may know of its own address, the same on the server and in the browser.

use domain::source::{Source, decoded};

/// The path and query of the page: `/orders/abc?x=1`.
#[cfg(feature = "ssr")]
fn location() -> String {
    let target = |parts: http::request::Parts| parts.uri.path_and_query().map(ToString::to_string);
    leptos::prelude::use_context().and_then(target).unwrap_or_default()
}

/// The path and query of the page: `/orders/abc?x=1`.
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
fn location() -> String {
    let location = leptos::prelude::window().location();
    format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
fn location() -> String {
    String::new()
}

/// The path of the page, without its query.
#[cfg(feature = "ssr")]
pub fn path() -> String {
    location().split('?').next().unwrap_or_default().to_owned()
}

/// The last segment of the page's path: the slug or id that the page is about.
pub fn last_segment() -> String {
    let location = location();
    let path = location.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The segment before the last: the order whose invoice the page is.
pub fn parent_segment() -> String {
    let location = location();
    let path = location.split('?').next().unwrap_or_default();
    path.rsplit('/').nth(1).unwrap_or_default().to_owned()
}

/// Whether the page's query sets `name`, with any value.
pub fn has_flag(name: &str) -> bool {
    query_value(name).is_some()
}

/// The value that the page's query gives to `name`, decoded; empty where it gives none.
pub fn query_value(name: &str) -> Option<String> {
    let location = location();
    let (_, query) = location.split_once('?')?;
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| decoded(value))
}

/// Where the visitor came from, as the page's own address says. The same for everybody who opens it.
pub fn source_of_address() -> Source {
    Source::of_address(&location())
}

/// Where the visitor came from, as far as the page's address and the page before tell.
pub fn source_of_visit() -> Source {
    let (before, own) = before();
    Source::of_visit(&location(), &before, &own)
}

/// The address of the page before, and this site's host.
#[cfg(feature = "ssr")]
fn before() -> (String, String) {
    use http::header::{HOST, HeaderName, REFERER};
    let Some(parts) = leptos::prelude::use_context::<http::request::Parts>() else { return Default::default() };
    let read = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    (read(REFERER), read(HOST))
}

/// The address of the page before, and this site's host.
#[cfg(not(feature = "ssr"))]
fn before() -> (String, String) {
    (crate::interop::referrer(), crate::interop::host())
}
