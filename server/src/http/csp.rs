//! What a document may load, per zone. A header, not a `<meta>`: `frame-ancestors` is ignored there.

use crate::config::Settings;
use app::zones::Zone;
use http::HeaderValue;

/// Origins that a zone may use beside our own.
#[derive(Default)]
struct Extra {
    script: String,
    frame: String,
    connect: String,
    image: String,
    form: String,
}

/// The policy of a document of `zone` whose inline scripts carry `nonce`.
pub fn policy(settings: &Settings, zone: Zone, nonce: &str) -> Option<HeaderValue> {
    let extra = extra(settings, zone);
    let frame = if extra.frame.is_empty() { "'none'" } else { &extra.frame };
    let upgrade = if settings.is_https() { "; upgrade-insecure-requests" } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'{script}; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:{image}; font-src 'self'; connect-src 'self'{connect}; manifest-src 'self'; form-action 'self'{form}; base-uri 'none'; \
         object-src 'none'; frame-ancestors 'none'; frame-src {frame}{upgrade}",
        script = extra.script,
        image = extra.image,
        connect = extra.connect,
        form = extra.form,
    );
    HeaderValue::from_str(&policy).ok()
}

/// The policy of answers that are no documents.
pub const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

fn extra(settings: &Settings, zone: Zone) -> Extra {
    match zone {
        Zone::Public | Zone::Auth | Zone::Admin => Extra::default(),
        Zone::Learn => Extra { frame: "https://player.vimeo.com".to_owned(), ..Extra::default() },
        Zone::Checkout => Extra { form: providers(settings), ..checkout(&settings.stripe.js_url) },
    }
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

    fn policy_of(zone: Zone) -> String {
        let settings = from_variables(&HashMap::new(), "127.0.0.1:3000").expect("defaults are valid");
        policy(&settings, zone, "n").and_then(|value| value.to_str().map(str::to_owned).ok()).expect("a header value")
    }

    #[test]
    fn no_zone_may_be_framed_or_run_inline_code() {
        for zone in Zone::ALL {
            let policy = policy_of(zone);
            assert!(
                policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
                "{policy}"
            );
        }
    }

    #[test]
    fn each_foreign_host_is_in_its_zone_only() {
        for zone in Zone::ALL {
            let policy = policy_of(zone);
            assert_eq!(policy.contains("stripe.com"), zone == Zone::Checkout, "{policy}");
            assert_eq!(policy.contains("player.vimeo.com"), zone == Zone::Learn, "{policy}");
        }
        assert!(policy_of(Zone::Learn).ends_with("frame-src https://player.vimeo.com"));
    }

    #[test]
    fn a_sandbox_is_the_only_foreign_origin_of_its_checkout() {
        let extra = checkout("http://127.0.0.1:4010/v3/");
        assert_eq!((extra.script.as_str(), extra.frame.as_str()), (" http://127.0.0.1:4010", "http://127.0.0.1:4010"));
    }
}
