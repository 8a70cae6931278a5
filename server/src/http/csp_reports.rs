//! Where browsers send what a page wanted to load and its policy forbade. Anybody can send anything here: what is read is little, and
//! what is kept is less.

use super::{AppState, client_ip, pages};
use crate::config::Settings;
use crate::repo::csp_reports::Said;
use crate::services::csp_reports;
use app::api::ApiError;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse, Response};
use http::{Extensions, HeaderMap, HeaderValue, StatusCode, Uri, header};
use serde::Deserialize;
use std::net::SocketAddr;

/// Where they are sent.
pub const PATH: &str = "/csp-reports";
/// The name of that place in policies.
pub const GROUP: &str = "csp";
/// The largest delivery.
pub const LARGEST: usize = 16 * 1024;
/// So many reports of a delivery are looked at.
const MOST: usize = 20;

/// What a policy can forbid, as browsers name it.
const DIRECTIVES: [&str; 20] = [
    "base-uri",
    "child-src",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "worker-src",
    "trusted-types",
];
/// What browsers say in the place of an address.
const WORDS: [&str; 6] = ["inline", "eval", "wasm-eval", "self", "trusted-types-policy", "trusted-types-sink"];

/// A report as `report-uri` sends it.
#[derive(Deserialize)]
struct Old {
    #[serde(rename = "csp-report")]
    report: OldReport,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct OldReport {
    document_uri: String,
    #[serde(default)]
    effective_directive: String,
    #[serde(default)]
    violated_directive: String,
    #[serde(default)]
    blocked_uri: String,
}

/// One of the reports that `report-to` sends.
#[derive(Deserialize)]
struct New {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    body: Option<NewReport>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewReport {
    #[serde(rename = "documentURL")]
    document_url: String,
    effective_directive: String,
    #[serde(rename = "blockedURL", default)]
    blocked_url: String,
}

/// `POST /csp-reports`: 204 taken, also what says nothing that is kept · 400 unreadable · 413 too large · 415 of another kind · 429 too
/// many.
pub async fn take(
    State(state): State<AppState>,
    extensions: Extensions,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return rejection.status().into_response(),
    };
    let settings = &state.core.settings;
    let reports = match read(settings, &headers, &body) {
        Ok(reports) => reports,
        Err(status) => return status.into_response(),
    };
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    let address = client_ip::of(&settings.client_ip, &headers, peer);
    match csp_reports::take(&state.core, address, &reports).await.map_err(ApiError::from) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let wait = error.retry_after_s().map(|wait| [(header::RETRY_AFTER, HeaderValue::from(wait))]);
            (status, wait.unwrap_or([(header::RETRY_AFTER, HeaderValue::from_static("60"))])).into_response()
        }
    }
}

fn read(settings: &Settings, headers: &HeaderMap, body: &[u8]) -> Result<Vec<Said>, StatusCode> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kept = |report: (String, String, String)| said(&settings.public_url, &report.0, &report.1, &report.2);
    match kind.split(';').next().unwrap_or_default().trim() {
        "application/csp-report" => {
            let Old { report } = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
            let directive = if report.effective_directive.is_empty() { report.violated_directive } else { report.effective_directive };
            Ok(kept((report.document_uri, directive, report.blocked_uri)).into_iter().collect())
        }
        "application/reports+json" => {
            let reports: Vec<New> = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
            let of_policy = reports.into_iter().take(MOST).filter(|report| report.kind == "csp-violation").filter_map(|report| report.body);
            Ok(of_policy.filter_map(|report| kept((report.document_url, report.effective_directive, report.blocked_url))).collect())
        }
        _ => Err(StatusCode::UNSUPPORTED_MEDIA_TYPE),
    }
}

/// What is kept of a report, if it is about a page of ours and says what a browser could say.
fn said(public_url: &str, document: &str, directive: &str, blocked: &str) -> Option<Said> {
    let below = document.strip_prefix(public_url)?;
    let path = below.split(['?', '#']).next().filter(|path| path.starts_with('/') || path.is_empty())?;
    let directive = directive.split_whitespace().next()?;
    let known = DIRECTIVES.into_iter().find(|known| *known == directive)?;
    Some(Said { page: pages::in_site_map(path).to_owned(), directive: known.to_owned(), blocked: whose(blocked)? })
}

/// The origin of an address that can be one, the scheme of any other, or the word that stands in its place.
fn whose(blocked: &str) -> Option<String> {
    if WORDS.contains(&blocked) {
        return Some(blocked.to_owned());
    }
    if blocked.is_empty() {
        return Some("inline".to_owned());
    }
    let scheme = blocked
        .split(':')
        .next()
        .filter(|scheme| scheme.len() <= 30 && scheme.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))?;
    if !matches!(scheme, "http" | "https" | "ws" | "wss") {
        return Some(format!("{scheme}:"));
    }
    let without_query = blocked.split(['?', '#']).next()?;
    let authority = without_query.parse::<Uri>().ok()?.authority().filter(|authority| !authority.as_str().contains('@'))?.to_string();
    Some(format!("{scheme}://{authority}")).filter(|origin| origin.len() <= 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://course.example";

    fn kept(document: &str, directive: &str, blocked: &str) -> Option<(String, String, String)> {
        said(SITE, document, directive, blocked).map(|said| (said.page, said.directive, said.blocked))
    }

    #[test]
    fn nothing_secret_of_a_report_is_kept() {
        let found = kept("https://course.example/sign-in/s3cret?token=x#y", "script-src-elem", "https://cdn.evil.example/a.js?who=ada#z");
        let expected = ("/sign-in/{token}", "script-src-elem", "https://cdn.evil.example");
        assert_eq!(found, Some((expected.0.to_owned(), expected.1.to_owned(), expected.2.to_owned())));
        let page = |document: &str| kept(document, "img-src", "data").map(|(page, ..)| page);
        assert_eq!(page("https://course.example").as_deref(), Some("/"));
        assert_eq!(page("https://course.example/orders/abc/invoice").as_deref(), Some("/orders/{public_id}/invoice"));
        assert_eq!(page("https://course.example/no/such/page").as_deref(), Some("/*"));
    }

    #[test]
    fn what_no_browser_would_say_is_not_kept() {
        let page = "https://course.example/";
        for (document, directive, blocked) in [
            ("https://evil.example/", "img-src", "inline"),
            ("https://course.example.evil.example/", "img-src", "inline"),
            (page, "", "inline"),
            (page, "<script>", "inline"),
            (page, "img-src", "https://user:password@evil.example/"),
            (page, "img-src", "https://"),
            (page, "img-src", "javascript alert(1):x"),
            (page, "img-src", &format!("https://{}.example/", "x".repeat(300))),
        ] {
            assert_eq!(kept(document, directive, blocked), None, "{document} {directive} {blocked}");
        }
        let whose = |blocked: &str| kept(page, "script-src 'self' 'nonce-x'", blocked).map(|(.., blocked)| blocked);
        assert_eq!(whose("chrome-extension://abcdef/x.js").as_deref(), Some("chrome-extension:"));
        assert_eq!(whose("inline").as_deref(), Some("inline"));
        assert_eq!(whose("").as_deref(), Some("inline"));
    }
}
