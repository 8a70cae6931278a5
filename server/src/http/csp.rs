//! What a document may load, by its zone and its page. A header, not a `<meta>`: `frame-ancestors` is ignored there.

use super::csp_reports;
use crate::config::{AudienceSettings, Settings};
use app::zones::{Page, Zone};
use http::{HeaderName, HeaderValue};

/// Origins that a document may use beside our own.
#[derive(Default)]
struct Extra {
    script: String,
    frame: String,
    connect: String,
    image: String,
    form: String,
    /// Who may show the page in a frame; nobody where it is empty.
    within: String,
}

/// How a document's own inline scripts are known.
#[derive(Clone, Copy, Debug)]
pub enum Inline<'a> {
    /// Each carries this word, which is made for one answer.
    Nonce(&'a str),
    /// By what stands in them, as SHA-256 in base 64: for a document that many get.
    Hashes(&'a [String]),
}

impl Inline<'_> {
    fn sources(self) -> String {
        match self {
            Self::Nonce(nonce) => format!(" 'nonce-{nonce}'"),
            Self::Hashes(hashes) => hashes.iter().fold(String::new(), |sources, hash| sources + " 'sha256-" + hash + "'"),
        }
    }
}

/// The policy of the document of `page` with inline scripts; `measured` opens it to what measures visits.
pub fn policy(settings: &Settings, page: Page, inline: Inline<'_>, measured: bool) -> Option<HeaderValue> {
    let extra = if measured { measuring(&settings.audience, extra(settings, page)) } else { extra(settings, page) };
    let inline = inline.sources();
    let or_none = |origins: &str| if origins.is_empty() { "'none'".to_owned() } else { origins.to_owned() };
    let (frame, within) = (or_none(&extra.frame), or_none(&extra.within));
    let upgrade = if settings.is_https() { "; upgrade-insecure-requests" } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'self'{inline} 'wasm-unsafe-eval'{script}; style-src 'self'; \
         img-src 'self' data:{image}; font-src 'self'; connect-src 'self'{connect}; manifest-src 'self'; form-action 'self'{form}; base-uri 'none'; \
         object-src 'none'; report-uri {reports}; report-to {group}; frame-ancestors {within}; frame-src {frame}{upgrade}",
        reports = csp_reports::PATH,
        group = csp_reports::GROUP,
        script = extra.script,
        image = extra.image,
        connect = extra.connect,
        form = extra.form,
    );
    HeaderValue::from_str(&policy).ok()
}

/// The header that says where browsers report what a policy forbade: the group that it names, and its address.
pub fn endpoints() -> Option<(HeaderName, HeaderValue)> {
    let value = HeaderValue::from_str(&format!("{}=\"{}\"", csp_reports::GROUP, csp_reports::PATH)).ok()?;
    Some((HeaderName::from_static("reporting-endpoints"), value))
}

/// The policy of answers that are no documents.
pub const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The policy of previews: no script, no form, and videos as on the pages that are previewed.
pub const PREVIEW: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; \
                           base-uri 'none'; frame-ancestors 'none'; frame-src https://player.vimeo.com";

fn extra(settings: &Settings, page: Page) -> Extra {
    match (page.zone(), page) {
        (Zone::Learn, _) | (_, Page::Preview) => Extra { frame: "https://player.vimeo.com".to_owned(), ..Extra::default() },
        (Zone::Checkout, _) => Extra { form: providers(settings), ..checkout(&settings.stripe.js_url) },
        // The panel shows the page that is being written as visitors would see it.
        (Zone::Admin, _) => Extra { frame: "'self'".to_owned(), ..Extra::default() },
        (_, Page::LandingPreview) => Extra { within: "'self'".to_owned(), ..Extra::default() },
        (Zone::Public | Zone::Auth, _) => Extra::default(),
    }
}

/// What else a page may load whose visitor lets visits be measured.
fn measuring(settings: &AudienceSettings, mut extra: Extra) -> Extra {
    if settings.ga4.is_some() {
        extra.script.push_str(" https://www.googletagmanager.com");
        extra.connect.push_str(" https://www.googletagmanager.com https://*.google-analytics.com https://*.analytics.google.com");
        extra.image.push_str(" https://www.googletagmanager.com https://*.google-analytics.com");
    }
    if settings.clarity.is_some() {
        extra.script.push_str(" https://www.clarity.ms https://scripts.clarity.ms");
        extra.connect.push_str(" https://*.clarity.ms");
        extra.image.push_str(" https://*.clarity.ms");
    }
    extra
}

/// Stripe's hosts; for another script (a sandbox) its origin alone.
fn checkout(js_url: &str) -> Extra {
    let origin = origin(js_url);
    if origin != "https://js.stripe.com" {
        return Extra { script: format!(" {origin}"), frame: origin.clone(), connect: format!(" {origin}"), ..Extra::default() };
    }
    Extra {
        script: " https://js.stripe.com".to_owned(),
        frame: "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com".to_owned(),
        connect: " https://api.stripe.com".to_owned(),
        image: " https://*.stripe.com".to_owned(),
        ..Extra::default()
    }
}

/// Where a posted form may end: browsers hold a redirect after a post against `form-action` too. Beside Stripe's page these are
/// what stands in for a provider, and PayPal's pages where it is configured.
fn providers(settings: &Settings) -> String {
    let mut origins = vec!["https://checkout.stripe.com".to_owned()];
    let api = origin(&settings.stripe.api_base);
    if api != "https://api.stripe.com" {
        origins.push(api);
    }
    if let Some(paypal) = &settings.paypal {
        origins.push(paypal.stand_in().unwrap_or_else(|| "https://www.paypal.com https://www.sandbox.paypal.com".to_owned()));
    }
    format!(" {}", origins.join(" "))
}

/// Scheme, host and port of a URL.
fn origin(url: &str) -> String {
    url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::from_variables;
    use std::collections::HashMap;

    fn policy_of(page: Page) -> String {
        let settings = from_variables(&HashMap::new(), "127.0.0.1:3000").expect("defaults are valid");
        policy(&settings, page, Inline::Nonce("n"), false).and_then(|value| value.to_str().map(str::to_owned).ok()).expect("a header value")
    }

    #[test]
    fn no_page_may_be_framed_by_others_or_run_inline_code() {
        for page in Page::ALL {
            let policy = policy_of(page);
            let within = if page == Page::LandingPreview { "frame-ancestors 'self';" } else { "frame-ancestors 'none';" };
            assert!(policy.contains(within) && !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        }
    }

    #[test]
    fn each_foreign_host_is_where_it_is_needed_only() {
        for page in Page::ALL {
            let policy = policy_of(page);
            assert_eq!(policy.contains("stripe.com"), page.zone() == Zone::Checkout, "{policy}");
            assert_eq!(policy.contains("player.vimeo.com"), matches!(page, Page::Learn | Page::Preview), "{policy}");
        }
        assert!(policy_of(Page::Learn).ends_with("frame-src https://player.vimeo.com"));
    }

    #[test]
    fn measuring_hosts_are_there_with_a_permission_only() {
        let variables = [("GA4_MEASUREMENT_ID", "G-AB12"), ("CLARITY_PROJECT_ID", "ab12")];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let settings = from_variables(&variables, "127.0.0.1:3000").expect("these are valid");
        let policy = |measured| {
            policy(&settings, Page::Checkout, Inline::Nonce("n"), measured).and_then(|value| value.to_str().map(str::to_owned).ok())
        };
        let (open, shut) = (policy(true).expect("a header value"), policy(false).expect("a header value"));
        for host in
            ["https://www.googletagmanager.com", "https://*.google-analytics.com", "https://www.clarity.ms", "https://js.stripe.com"]
        {
            assert_eq!((open.contains(host), shut.contains(host)), (true, host.contains("stripe")), "{host}");
        }
        assert!(!open.contains("unsafe-inline") && !open.contains("'unsafe-eval'"));
    }

    #[test]
    fn a_sandbox_is_the_only_foreign_origin_of_its_checkout() {
        let extra = checkout("http://127.0.0.1:4010/v3/");
        assert_eq!((extra.script.as_str(), extra.frame.as_str()), (" http://127.0.0.1:4010", "http://127.0.0.1:4010"));
    }
}
