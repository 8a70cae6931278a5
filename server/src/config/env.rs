//! Settings from environment variables: the one home of `std::env::var`.

use super::settings_file::unquoted;
use super::{
    AppEnv, AudienceSettings, ClientIpSource, FirstRun, Limits, MEGABYTE, MailSettings, MetricsSettings, Pace, PaypalSettings, Settings,
    StorageSettings, StripeSettings, TelemetrySettings, production,
};
use secrecy::SecretString;
use std::collections::HashMap;
use std::time::Duration;

/// Variables by name.
pub type Variables = HashMap<String, String>;

/// A variable that is missing or wrong, and the cure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct ConfigError {
    /// The variable.
    pub name: &'static str,
    /// What is wrong and what to do.
    pub problem: String,
}

impl ConfigError {
    pub(super) fn new(name: &'static str, problem: impl Into<String>) -> Self {
        Self { name, problem: problem.into() }
    }
}

/// Signs sessions on a developer's desk, where nothing else was set. Production refuses it.
pub(super) const DEVELOPMENT_SECRET: &str = "development-only-secret-that-production-refuses";

/// The variables that are read today: name, what it is, what it is when absent.
const DOCUMENTED: &[(&str, &str)] = &[
    ("APP_ENV", "`development` (default) or `production`"),
    ("FIRST_RUN", "what an empty database leads to: `demo` (default in development) or `setup` (always in production)"),
    ("DATABASE_URL", "`sqlite://data/lectern.db` (default) or `postgres://…`"),
    ("DATABASE_URL_DIRECT", "the same PostgreSQL past a pooler, by an account that may change the schema; default: DATABASE_URL"),
    ("DATABASE_CONNECTIONS", "connections to PostgreSQL that this process opens at most; default 20"),
    ("PUBLIC_URL", "the address that people type; default: the listening address"),
    ("APP_SECRET", "signs sessions; at least 32 characters"),
    ("APP_SECRET_PREVIOUS", "the secret before, while it is rolled"),
    ("LEPTOS_SITE_ADDR", "the address to listen on; default in Leptos.toml"),
    ("LOG_FORMAT", "`text` (default in development) or `json` (default in production)"),
    ("METRICS_ADDR", "where Prometheus reads /metrics, an address that the public does not reach: `127.0.0.1:9464`; default: nowhere"),
    ("METRICS_TOKEN", "what whoever asks for /metrics must show; with it the site's own address answers too"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "where traces go by OTLP over HTTP: `http://collector:4318`; default: nowhere (feature `otel`)"),
    ("OTEL_EXPORTER_OTLP_HEADERS", "what the collector wants to be shown: `authorization=Bearer%20…`, comma-separated"),
    ("OTEL_SERVICE_NAME", "what this program is called in traces; default `lectern`"),
    ("OTEL_TRACES_SAMPLER", "which traces are told: `parentbased_always_on` (default), `parentbased_traceidratio` and the like"),
    ("OTEL_TRACES_SAMPLER_ARG", "the share of them where it is a ratio: `0.1`; default 1"),
    ("SENTRY_DSN", "where panics and errors go: `https://key@host/project`; default: nowhere (feature `sentry`)"),
    ("SITE_INDEXED", "`true` (default), or `false`: search engines are told to keep out, as of previews"),
    ("STRIPE_SECRET_KEY", "`sk_…`"),
    ("STRIPE_PUBLISHABLE_KEY", "`pk_…`"),
    ("STRIPE_WEBHOOK_SECRET", "`whsec_…`, comma-separated while it is rolled"),
    ("STRIPE_API_BASE", "default: Stripe's"),
    ("STRIPE_JS_URL", "default: Stripe's"),
    ("PAYPAL_CLIENT_ID", "without it PayPal is not offered"),
    ("PAYPAL_CLIENT_SECRET", "of the same app"),
    ("PAYPAL_WEBHOOK_ID", "of the webhook endpoint"),
    ("PAYPAL_API_BASE", "default: PayPal's"),
    ("PAYPAL_VAULT", "`true` where the account may store payment methods; default `false`"),
    ("PAYPAL_WEBHOOK_ROOTS", "development only: a PEM file of more roots for webhook certificates"),
    ("MAIL_PROVIDER", "`file` (default in development), `resend` or `smtp`"),
    ("MAIL_FROM", "`Name <address>`"),
    ("RESEND_API_KEY", "for `resend`"),
    ("RESEND_BASE_URL", "default: Resend's"),
    ("SMTP_URL", "for `smtp`: `smtps://user:password@host`"),
    ("STORAGE_URL", "where files lie: `file:///a/folder` (default: `files` beside the database) or `s3://bucket/prefix`"),
    ("AWS_ACCESS_KEY_ID", "for `s3`; without it the machine's own role is used"),
    ("AWS_SECRET_ACCESS_KEY", "for `s3`"),
    ("AWS_SESSION_TOKEN", "for `s3`, with keys that end"),
    ("AWS_REGION", "for `s3`; default us-east-1"),
    ("AWS_ENDPOINT_URL", "for a bucket elsewhere; students' browsers must reach it too"),
    ("AWS_ALLOW_HTTP", "development only: `true` where that address is not https"),
    ("AWS_VIRTUAL_HOSTED_STYLE_REQUEST", "`true` where the bucket's name is in its host; default `false`"),
    ("UPLOAD_LIMIT_MB", "the largest file that may be uploaded, in megabytes; default 2048"),
    ("GA4_MEASUREMENT_ID", "`G-…` of Google Analytics 4; loaded on the pages of the sale, after consent only"),
    ("GA4_API_SECRET", "of the same property: the server tells of purchases whose buyers consented"),
    ("GA4_API_BASE", "default: Google's"),
    ("CLARITY_PROJECT_ID", "the project of Microsoft Clarity; loaded after consent only"),
    ("HOLD_SECONDS", "how long a seat is held; default 900"),
    ("HOLDS_PER_PERSON", "unpaid seats that one person holds at most; default 3"),
    ("HOLDS_PER_ADDRESS", "unpaid seats held from one network address at most; default 6"),
    ("SECURITY_POLICY", "where it is written what who reports a weakness may expect: `https://…`; default: the site's own page"),
    ("ADMIN_SECOND_FACTOR", "`required` (default), or `optional`: the panel opens to admins without a second factor too"),
    ("SESSIONS_AT_ONCE", "browsers in which one person is signed in at most; default 10"),
    ("SECURITY_CONTACT", "where weaknesses are reported: `mailto:…` or `https://…`; default: the address of MAIL_FROM"),
    ("RUST_LOG", "what is logged: a level (default `info`), and levels of parts: `info,server::http=debug`"),
    ("CLIENT_IP_SOURCE", "`ConnectInfo` (default), or the header that your own proxy sets: `X-Forwarded-For`"),
];

/// The list of variables for `--help`.
pub fn help() -> String {
    let lines = DOCUMENTED.iter().map(|(name, what)| format!("  {name:<24} {what}"));
    std::iter::once("Environment:".to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

/// Reads the environment.
pub fn from_environment(site_addr: &str) -> Result<Settings, Vec<ConfigError>> {
    let read = |(name, _): &(&str, &str)| variable(name).map(|value| ((*name).to_owned(), value));
    parse(&DOCUMENTED.iter().filter_map(read).collect(), site_addr)
}

/// What a variable is set to, if it is set to anything.
#[expect(clippy::disallowed_methods, reason = "this is the one home of environment variables")]
fn variable(name: &str) -> Option<String> {
    let value = unquoted(&std::env::var(name).ok()?).to_owned();
    (!value.is_empty()).then_some(value)
}

/// Where traces and errors are told. Read by itself, because that starts before anything can fail; what is wrong with it is said when
/// all settings are read.
pub fn telemetry_from_environment() -> TelemetrySettings {
    from_environment("127.0.0.1:0").map(|settings| settings.telemetry).unwrap_or_default()
}

/// Whether logs are JSON, as in production they are unless something else is said. Read by itself, because logging starts before
/// anything can fail.
pub fn logs_are_json() -> bool {
    let is = |name: &str, value: &str| variable(name).is_some_and(|set| set == value);
    is("LOG_FORMAT", "json") || (is("APP_ENV", "production") && !is("LOG_FORMAT", "text"))
}

/// What else is logged, or what not, as `RUST_LOG` says. Read by itself for the same reason.
pub fn log_filter() -> Option<String> {
    variable("RUST_LOG")
}

/// Makes settings of variables. All that are malformed are named, or else, in production, all that are unsafe.
pub fn parse(variables: &Variables, site_addr: &str) -> Result<Settings, Vec<ConfigError>> {
    let get = |name: &str| variables.get(name).cloned();
    let or = |name: &str, default: &str| get(name).unwrap_or_else(|| default.to_owned());
    let env = match or("APP_ENV", "development").as_str() {
        "development" => AppEnv::Development,
        "production" => AppEnv::Production,
        other => return Err(vec![ConfigError::new("APP_ENV", format!("`{other}` is neither `development` nor `production`"))]),
    };
    let database_url = or("DATABASE_URL", "sqlite://data/lectern.db");
    let mut wrong = Vec::new();
    let paypal = noting(&mut wrong, PaypalSettings::parse(variables));
    let mail = noting(&mut wrong, MailSettings::parse(variables));
    let audience = noting(&mut wrong, AudienceSettings::parse(variables));
    let storage = noting(&mut wrong, StorageSettings::parse(variables, &database_url));
    let direct = noting(&mut wrong, direct(variables, &database_url));
    let (pace, limits) = (noting(&mut wrong, pace(variables)), noting(&mut wrong, limits(variables)));
    let (first_run, factor) = (noting(&mut wrong, first_run(variables, env)), noting(&mut wrong, admins_need_factor(variables)));
    let (client_ip, indexed) = (noting(&mut wrong, client_ip(variables)), noting(&mut wrong, indexed(variables)));
    let (contact, policy) = (noting(&mut wrong, security_contact(variables)), noting(&mut wrong, security_policy(variables)));
    let metrics = noting(&mut wrong, MetricsSettings::parse(variables));
    let telemetry = noting(&mut wrong, TelemetrySettings::parse(variables, env));
    let read = || {
        Some(Settings {
            env,
            first_run: first_run?,
            public_url: or("PUBLIC_URL", &format!("http://{site_addr}")).trim_end_matches('/').to_owned(),
            app_secret: or("APP_SECRET", DEVELOPMENT_SECRET).into(),
            app_secret_previous: get("APP_SECRET_PREVIOUS").map(SecretString::from),
            stripe: StripeSettings::parse(variables),
            paypal: paypal?,
            mail: mail?,
            audience: audience?,
            storage: storage?,
            database_url_direct: direct?,
            database_url,
            pace: pace?,
            limits: limits?,
            admins_need_factor: factor?,
            client_ip: client_ip?,
            security_contact: contact?,
            security_policy: policy?,
            metrics: metrics?,
            telemetry: telemetry?,
            indexed: indexed?,
        })
    };
    let settings = read().ok_or(wrong)?;
    let unsafe_settings = if env == AppEnv::Production { production::refusals(&settings, variables) } else { Vec::new() };
    if unsafe_settings.is_empty() { Ok(settings) } else { Err(unsafe_settings) }
}

/// What was read, or nothing, with a note of what is wrong with it.
fn noting<T>(wrong: &mut Vec<ConfigError>, read: Result<T, ConfigError>) -> Option<T> {
    read.map_err(|error| wrong.push(error)).ok()
}

/// The way past a pooler. SQLite has none.
fn direct(variables: &Variables, database_url: &str) -> Result<Option<String>, ConfigError> {
    let Some(url) = variables.get("DATABASE_URL_DIRECT") else { return Ok(None) };
    let is_postgres = |url: &str| url.starts_with("postgres://") || url.starts_with("postgresql://");
    if is_postgres(url) && is_postgres(database_url) {
        return Ok(Some(url.clone()));
    }
    Err(ConfigError::new("DATABASE_URL_DIRECT", "goes with PostgreSQL alone: `postgres://…`, the database of DATABASE_URL past its pooler"))
}

fn first_run(variables: &Variables, env: AppEnv) -> Result<FirstRun, ConfigError> {
    match (variables.get("FIRST_RUN").map(String::as_str), env) {
        (None, AppEnv::Development) | (Some("demo"), _) => Ok(FirstRun::Demo),
        (None, AppEnv::Production) | (Some("setup"), _) => Ok(FirstRun::Setup),
        (Some(other), _) => Err(ConfigError::new("FIRST_RUN", format!("`{other}` is neither `demo` nor `setup`"))),
    }
}

fn admins_need_factor(variables: &Variables) -> Result<bool, ConfigError> {
    match variables.get("ADMIN_SECOND_FACTOR").map(String::as_str) {
        None | Some("required") => Ok(true),
        Some("optional") => Ok(false),
        Some(other) => Err(ConfigError::new("ADMIN_SECOND_FACTOR", format!("`{other}` is neither `required` nor `optional`"))),
    }
}

fn pace(variables: &Variables) -> Result<Pace, ConfigError> {
    let default = Pace::default();
    let Some(text) = variables.get("HOLD_SECONDS") else { return Ok(default) };
    match text.parse() {
        Ok(seconds @ 1..=86_400) => Ok(Pace { hold: Duration::from_secs(seconds), ..default }),
        _ => Err(ConfigError::new("HOLD_SECONDS", "is a whole number of seconds from 1 to 86400")),
    }
}

fn limits(variables: &Variables) -> Result<Limits, ConfigError> {
    let default = Limits::default();
    let read = |name: &'static str, default: u32| match variables.get(name).map(|text| text.parse()) {
        None => Ok(default),
        Some(Ok(most @ 1..=1_000_000)) => Ok(most),
        Some(_) => Err(ConfigError::new(name, "is a whole number from 1 to 1000000")),
    };
    Ok(Limits {
        holds_per_person: read("HOLDS_PER_PERSON", default.holds_per_person)?,
        holds_per_address: read("HOLDS_PER_ADDRESS", default.holds_per_address)?,
        connections: read("DATABASE_CONNECTIONS", default.connections)?,
        statement: default.statement,
        sessions_at_once: read("SESSIONS_AT_ONCE", default.sessions_at_once)?,
        upload: u64::from(read("UPLOAD_LIMIT_MB", u32::try_from(default.upload / MEGABYTE).unwrap_or(u32::MAX))?) * MEGABYTE,
    })
}

fn security_contact(variables: &Variables) -> Result<String, ConfigError> {
    let Some(contact) = variables.get("SECURITY_CONTACT") else {
        let from = variables.get("MAIL_FROM").map_or("hello@localhost", String::as_str);
        let address = from.rsplit('<').next().unwrap_or_default().trim_end_matches(['>', ' ']);
        return Ok(format!("mailto:{}", address.trim()));
    };
    let is_address = contact.starts_with("mailto:") || contact.starts_with("https://");
    (is_address && is_word(contact))
        .then(|| contact.clone())
        .ok_or_else(|| ConfigError::new("SECURITY_CONTACT", "is `mailto:…` or `https://…`"))
}

fn security_policy(variables: &Variables) -> Result<Option<String>, ConfigError> {
    match variables.get("SECURITY_POLICY") {
        Some(policy) if !policy.starts_with("https://") || !is_word(policy) => Err(ConfigError::new("SECURITY_POLICY", "is `https://…`")),
        policy => Ok(policy.cloned()),
    }
}

/// Whether a text stays within its line.
fn is_word(text: &str) -> bool {
    !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn indexed(variables: &Variables) -> Result<bool, ConfigError> {
    match variables.get("SITE_INDEXED").map_or("true", String::as_str) {
        "true" => Ok(true),
        "false" => Ok(false),
        other => Err(ConfigError::new("SITE_INDEXED", format!("`{other}` is neither `true` nor `false`"))),
    }
}

/// A header's own name, or the name by which proxies are often told of it: `RightmostXForwardedFor`, `XRealIp`.
fn client_ip(variables: &Variables) -> Result<ClientIpSource, ConfigError> {
    let header = match variables.get("CLIENT_IP_SOURCE").map_or("ConnectInfo", String::as_str) {
        "ConnectInfo" | "peer" => return Ok(ClientIpSource::Connection),
        "RightmostXForwardedFor" => "x-forwarded-for",
        "XRealIp" => "x-real-ip",
        "CfConnectingIp" => "cf-connecting-ip",
        "FlyClientIp" => "fly-client-ip",
        "TrueClientIp" => "true-client-ip",
        own => own,
    };
    header.parse().map(ClientIpSource::Header).map_err(|_| ConfigError::new("CLIENT_IP_SOURCE", "is `ConnectInfo` or the name of a header"))
}

#[cfg(test)]
#[path = "env_tests.rs"]
mod tests;
