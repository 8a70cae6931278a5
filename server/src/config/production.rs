//! What production refuses, each with the variable and the cure.

use super::env::{ConfigError, DEVELOPMENT_SECRET, Variables};
use super::stripe::{STRIPE_API, STRIPE_JS};
use super::transit::{self, Transit};
use super::{FirstRun, MailTransport, PaypalSettings, Settings};
use secrecy::{ExposeSecret, SecretString};

/// Every setting that must not go before the public.
pub fn refusals(settings: &Settings, variables: &Variables) -> Vec<ConfigError> {
    let secret = settings.app_secret.expose_secret();
    let live_key = settings.stripe.is_live();
    let is_weak = |secret: &str| secret == DEVELOPMENT_SECRET || secret.len() < 32;
    let before = settings.app_secret_previous.as_ref().map(SecretString::expose_secret);
    let unset = |name: &str| !variables.contains_key(name);
    let rules = [
        (is_weak(secret), "APP_SECRET", "set at least 32 random characters: `openssl rand -hex 32`"),
        (before.is_some_and(is_weak), "APP_SECRET_PREVIOUS", "remove it: whoever guesses it signs in as anybody"),
        (!settings.is_https(), "PUBLIC_URL", "set the https address that people type"),
        (unset("STRIPE_SECRET_KEY"), "STRIPE_SECRET_KEY", "set the secret key of your Stripe account"),
        (unset("STRIPE_PUBLISHABLE_KEY"), "STRIPE_PUBLISHABLE_KEY", "set the publishable key of your Stripe account"),
        (unset("STRIPE_WEBHOOK_SECRET"), "STRIPE_WEBHOOK_SECRET", "set the signing secret of the webhook endpoint"),
        (live_key && settings.stripe.api_base != STRIPE_API, "STRIPE_API_BASE", "remove it: a live key goes to Stripe only"),
        (live_key && settings.stripe.js_url != STRIPE_JS, "STRIPE_JS_URL", "remove it: a live key goes with Stripe's own script"),
        (matches!(settings.mail.transport, MailTransport::File(_)), "MAIL_PROVIDER", "set `resend` or `smtp`: files reach nobody"),
        (!unset("GA4_API_BASE"), "GA4_API_BASE", "remove it: purchases are told to the service itself"),
        (!unset("AWS_ALLOW_HTTP"), "AWS_ALLOW_HTTP", "remove it: students' browsers fetch files over https only"),
        (settings.first_run == FirstRun::Demo, "FIRST_RUN", "remove it: the setup page offers the demo too"),
        (unset("MAIL_FROM"), "MAIL_FROM", "set the sender: `Name <address>`"),
    ];
    let transit = of_transit(settings);
    let paypal = settings.paypal.iter().flat_map(|paypal| of_paypal(paypal, live_key));
    let broken = rules.into_iter().chain(transit).chain(paypal).filter(|(refused, ..)| *refused);
    broken.map(|(_, name, cure)| ConfigError::new(name, cure)).collect()
}

/// What is refused of the ways to the database, to the mail server and to collectors: passwords and people's data would be open on them.
fn of_transit(settings: &Settings) -> [(bool, &'static str, &'static str); 6] {
    const CURE: &str = "add `?sslmode=verify-full`, or `require` where its certificate has no public root: it is on another machine";
    let open = |url: &str| transit::to_database(url) == Transit::Open;
    let by_smtp = match &settings.mail.transport {
        MailTransport::Smtp(url) => transit::to_mail_server(url.expose_secret()) == Transit::Open,
        MailTransport::File(_) | MailTransport::Resend { .. } => false,
    };
    let by_resend =
        matches!(&settings.mail.transport, MailTransport::Resend { base_url, .. } if transit::to_collector(base_url) == Transit::Open);
    let to_collector = |url: &str| transit::to_collector(url) == Transit::Open;
    let (traces, sentry) = (&settings.telemetry.traces, &settings.telemetry.sentry);
    [
        (open(&settings.database_url), "DATABASE_URL", CURE),
        (settings.database_url_direct.as_deref().is_some_and(open), "DATABASE_URL_DIRECT", CURE),
        (
            traces.as_ref().is_some_and(|traces| to_collector(&traces.endpoint)),
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "begin with `https://`: the collector is on another machine",
        ),
        (
            sentry.as_ref().is_some_and(|dsn| to_collector(dsn.expose_secret())),
            "SENTRY_DSN",
            "begin with `https://`: it is on another machine",
        ),
        (by_resend, "RESEND_BASE_URL", "begin with `https://`: your key and all mails go there"),
        (by_smtp, "SMTP_URL", "begin with `smtps://`, or add `?tls=required`: the mail server is on another machine"),
    ]
}

/// What is refused of the PayPal account; `live_key` says that real money moves through Stripe.
fn of_paypal(paypal: &PaypalSettings, live_key: bool) -> [(bool, &'static str, &'static str); 3] {
    [
        (paypal.webhook_id.is_none(), "PAYPAL_WEBHOOK_ID", "set the id of the webhook endpoint"),
        (live_key && !paypal.is_live(), "PAYPAL_API_BASE", "remove it: a sandbox does not go beside a live Stripe key"),
        (paypal.webhook_roots.is_some(), "PAYPAL_WEBHOOK_ROOTS", "remove it: only public roots vouch for the provider's certificates"),
    ]
}
