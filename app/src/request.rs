//! What a page may know of its own address, the same on the server and in the browser.

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

/// The last segment of the page's path: the slug or id that the page is about.
pub fn last_segment() -> String {
    let location = location();
    let path = location.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Whether the page's query sets `name`, with any value.
pub fn has_flag(name: &str) -> bool {
    location().split_once('?').is_some_and(|(_, query)| query.split('&').any(|pair| pair.split('=').next() == Some(name)))
}
