//! A page with everything that its answers need.

use crate::config::Settings;
use crate::http::codings::{Coding, Effort};
use crate::http::csp::{self, Inline};
use crate::security::hash::sha256;
use app::zones::Page;
use axum::body::to_bytes;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderValue, StatusCode};

/// No page is larger.
const LARGEST: usize = 4 * 1024 * 1024;

/// A page as it is sent.
pub struct KeptPage {
    /// The document.
    pub html: Bytes,
    /// The same for browsers that know brotli.
    pub brotli: Bytes,
    /// The same for those that know gzip.
    pub gzip: Bytes,
    /// Its name, for browsers that have it already. Weak, because it is that of every form of the document.
    pub etag: HeaderValue,
    /// What it may load.
    pub policy: HeaderValue,
}

impl KeptPage {
    /// The page around a document.
    pub fn of(settings: &Settings, page: Page, html: &[u8]) -> Option<Self> {
        let html: Bytes = without_nonce(std::str::from_utf8(html).ok()?).into();
        let document = std::str::from_utf8(&html).ok()?;
        let scripts: Vec<String> = inline_scripts(document).map(|script| STANDARD.encode(sha256(script))).collect();
        let etag = HeaderValue::try_from(format!("W/\"{}\"", hex::encode(&sha256(document)[..12]))).ok()?;
        let policy = csp::policy(settings, page, Inline::Hashes(&scripts), false)?;
        let coded = |coding: Coding| coding.squeeze(&html, Effort::Much).ok().map(Bytes::from);
        Some(Self { brotli: coded(Coding::Brotli)?, gzip: coded(Coding::Gzip)?, html, etag, policy })
    }
}

/// The whole document of an answer that is a page and sets no cookie.
pub async fn whole(response: Response) -> Option<Bytes> {
    let sets_cookie = response.headers().contains_key(http::header::SET_COOKIE);
    if response.status() != StatusCode::OK || sets_cookie {
        return None;
    }
    to_bytes(response.into_body(), LARGEST).await.ok()
}

/// The document without the word by which its policy would have known its scripts: here it knows them by their hashes, and a document
/// that says the same is the same.
fn without_nonce(html: &str) -> String {
    let nonce = html.split_once(" nonce=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(nonce, _)| nonce);
    nonce.map_or_else(|| html.to_owned(), |nonce| html.replace(&format!(" nonce=\"{nonce}\""), ""))
}

/// What stands in the scripts of a document that are not files.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains(" src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_gone_and_nothing_else() {
        let html = "<script nonce=\"a1\">b</script><p>a nonce=\"x\"</p><link nonce=\"a1\">";
        assert_eq!(without_nonce(html), "<script>b</script><p>a nonce=\"x\"</p><link>");
        assert_eq!(without_nonce("<p>"), "<p>");
    }

    #[test]
    fn scripts_that_are_files_need_no_hash() {
        let html = "<head><script type=\"module\">a()</script><script src=\"/b.js\"></script></head><script>c</script>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["a()", "c"]);
    }
}
