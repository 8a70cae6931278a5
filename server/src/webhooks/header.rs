//! Headers of deliveries.

use http::HeaderMap;

/// A header that stands there exactly once, as text: of two that differ nobody could say which one was signed.
pub fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}
