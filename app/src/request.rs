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
    query_value(name).is_some()
}

/// The value that the page's query gives to `name`, decoded; empty where it gives none.
pub fn query_value(name: &str) -> Option<String> {
    let location = location();
    let (_, query) = location.split_once('?')?;
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| decoded(value))
}

/// Undoes percent-encoding. What is not properly encoded stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten();
        let byte = code.and_then(|code| std::str::from_utf8(code).ok()).and_then(|code| u8::from_str_radix(code, 16).ok());
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
        bytes.push(byte.unwrap_or(if first == b'+' { b' ' } else { first }));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn queries_are_decoded() {
        assert_eq!(decoded("%2Fapi%2Fcheckout%2Fstart"), "/api/checkout/start");
        assert_eq!(decoded("a+b%3D%3D"), "a b==");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%4"), "%zz%4");
    }
}
