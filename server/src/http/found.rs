//! For crawlers: where to look, and where not to.

use super::AppState;
use crate::services::sitemap::{self, Place};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::SecondsFormat;
use http::{HeaderName, StatusCode, header};

/// Where crawlers look first.
pub const ROBOTS_FILE: &str = "/robots.txt";
/// The public pages.
pub const SITEMAP: &str = "/sitemap.xml";
/// What crawlers are to do with a page.
pub const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");
/// Not to show it to anybody.
pub const KEEP_OUT: &str = "noindex, nofollow";

/// How long an answer counts.
const KEPT: &str = "public, max-age=300";
/// What is somebody's own, or leads nowhere without them.
const CLOSED: [&str; 13] = [
    "/account",
    "/address/",
    "/admin",
    "/api/",
    "/checkout",
    "/dev/",
    "/learn",
    "/mail/",
    "/media/",
    "/orders/",
    "/privacy-choice",
    "/setup",
    "/sign-in",
];

/// `GET /robots.txt`
pub async fn robots(State(state): State<AppState>) -> Response {
    let settings = &state.core.settings;
    let text = if settings.indexed {
        let closed = CLOSED.map(|path| format!("Disallow: {path}\n")).concat();
        format!("User-agent: *\n{closed}\nSitemap: {}{SITEMAP}\n", settings.public_url)
    } else {
        "User-agent: *\nDisallow: /\n".to_owned()
    };
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, KEPT)], text).into_response()
}

/// `GET /sitemap.xml`: the pages that anybody may read, each with when it was changed.
pub async fn sitemap(State(state): State<AppState>) -> Response {
    let core = &state.core;
    if !core.settings.indexed {
        return StatusCode::NOT_FOUND.into_response();
    }
    let places = match sitemap::places(core).await {
        Ok(places) => places,
        Err(error) => {
            tracing::error!(error = %error, "the public pages could not be listed");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        "\n",
        r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"#,
        "\n"
    ));
    let entry = |place: Place| {
        let address = escaped(&core.settings.absolute(&place.path));
        let changed = place.changed.to_rfc3339_opts(SecondsFormat::Secs, true);
        format!("<url><loc>{address}</loc><lastmod>{changed}</lastmod></url>\n")
    };
    xml.extend(places.into_iter().map(entry));
    xml.push_str("</urlset>\n");
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, KEPT)], xml).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&apos;")
}
