//! Panics and errors, told to Sentry without what could name a person or open a door.

use super::{Listener, words};
use crate::adapters::http_client;
use crate::cause;
use crate::config::TelemetrySettings;
use secrecy::ExposeSecret;
use sentry::integrations::tracing::{ErrorLayer, SpanLayer};
use sentry::protocol::{Context, Event, Value};
use sentry::transports::ReqwestHttpTransportOptions;
use sentry::{ClientInitGuard, ClientOptions, Transport, TransportFactory, TransportOptions};
use std::sync::Arc;
use std::time::Duration;
use tracing::level_filters::LevelFilter;
use tracing::{Level, Metadata};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;

/// Whether errors can be told.
pub const BUILT_IN: bool = true;

/// Sentry takes what it is sent within this.
const PATIENCE: Duration = Duration::from_secs(3);
/// A thread that panics waits for so long that it is told, and serves others again.
const PAUSE: Duration = Duration::from_millis(100);

/// Errors that are told.
pub struct Errors(ClientInitGuard);

/// Begins to tell errors, where a project is named.
pub fn begin(settings: &TelemetrySettings) -> Option<Errors> {
    let dsn = settings.sentry.as_ref()?;
    let client = http_client(PATIENCE).inspect_err(|error| eprintln!("lectern: SENTRY_DSN: {error}")).ok()?;
    let options = ClientOptions::new()
        .dsn(dsn.expose_secret())
        .release(concat!("lectern@", env!("CARGO_PKG_VERSION")))
        .environment(settings.env.name())
        .send_default_pii(false)
        .max_breadcrumbs(0)
        .in_app_include(["server", "app", "domain", "entity"])
        .shutdown_timeout(PAUSE)
        .before_send(|event| Some(harmless(event)))
        .transport(Patient(client));
    Some(Errors(sentry::init(options)))
}

impl Errors {
    /// Hears of errors, whoever has them but for who sends traces, and of the spans of ours that they are in.
    pub(super) fn listener(_: &Self) -> Listener {
        let is_our_span = |about: &Metadata<'_>| about.is_span() && *about.level() <= Level::INFO && is_ours(about.target());
        let is_error = |about: &Metadata<'_>| *about.level() == Level::ERROR && !about.target().starts_with("opentelemetry");
        let spans = filter_fn(is_our_span).with_max_level_hint(LevelFilter::INFO);
        let errors = filter_fn(move |about| is_error(about) || is_our_span(about)).with_max_level_hint(LevelFilter::INFO);
        let (spans, errors) = (SpanLayer::new().with_filter(spans), ErrorLayer::new().enable_span_attributes().with_filter(errors));
        spans.and_then(errors).boxed()
    }

    /// Tells what waits. Gives whether it was told in time.
    pub(super) fn finish(self, within: Duration) -> bool {
        self.0.close(Some(within))
    }
}

fn is_ours(target: &str) -> bool {
    target.split("::").next() == Some(env!("CARGO_CRATE_NAME"))
}

/// Sends by a client that does not wait for ever and follows nobody elsewhere.
struct Patient(reqwest::Client);

impl TransportFactory for Patient {
    fn create_transport_with_options(&self, options: TransportOptions) -> Arc<dyn Transport> {
        Arc::new(ReqwestHttpTransportOptions::from(options).with_client(self.0.clone()).build())
    }
}

/// What is told of an event: where it happened, its words without what is personal, and the request that it goes back to.
fn harmless(mut event: Event<'static>) -> Event<'static> {
    let request = cause::request().map(|id| ("request.id".to_owned(), id));
    event.tags = request.into_iter().collect();
    (event.user, event.request, event.server_name) = (None, None, None);
    event.breadcrumbs.values.clear();
    event.extra.clear();
    event.message = words_of(&event).map(|message| words::harmless(&message));
    for exception in &mut event.exception {
        exception.value = exception.value.take().map(|value| words::harmless(&value));
    }
    for context in event.contexts.values_mut() {
        match context {
            Context::Other(fields) => fields.values_mut().for_each(make_harmless),
            Context::Trace(trace) => trace.data.values_mut().for_each(make_harmless),
            _ => {}
        }
    }
    event
}

/// The line of the log and its error. By them events are put together, and one line serves many errors.
fn words_of(event: &Event<'_>) -> Option<String> {
    let message = event.message.as_ref()?;
    let error = event.contexts.values().find_map(|context| match context {
        Context::Other(fields) => fields.get("error").and_then(Value::as_str),
        _ => None,
    });
    Some(error.map_or_else(|| message.clone(), |error| format!("{message}: {error}")))
}

fn make_harmless(value: &mut Value) {
    match value {
        Value::String(text) => *text = words::harmless(text),
        Value::Array(values) => values.iter_mut().for_each(make_harmless),
        Value::Object(fields) => fields.values_mut().for_each(make_harmless),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sentry::protocol::{Exception, Request, TraceContext, User};

    #[tokio::test]
    async fn an_event_keeps_its_words_and_its_request_and_nothing_of_a_person() {
        let fields = [("error".to_owned(), Value::from("to ada@example.com: refused"))];
        let trace =
            TraceContext { data: [("http.path".to_owned(), Value::from("/learn/ada@example.com"))].into(), ..TraceContext::default() };
        let event = Event {
            message: Some("GET /sign-in/qT7f?then=/learn failed".to_owned()),
            user: Some(User { email: Some("ada@example.com".to_owned()), ..User::default() }),
            request: Some(Request { cookies: Some("session=1".to_owned()), ..Request::default() }),
            server_name: Some("desk-of-ada".into()),
            exception: vec![Exception { value: Some("no row of ada@example.com".to_owned()), ..Exception::default() }].into(),
            contexts: [("Rust Tracing Fields".to_owned(), Context::Other(fields.into())), ("trace".to_owned(), trace.into())].into(),
            ..Event::default()
        };
        let told = cause::within(Some("0190b5a8".to_owned()), async { harmless(event) }).await;
        assert_eq!(told.tags.get("request.id").map(String::as_str), Some("0190b5a8"));
        assert_eq!(told.message.as_deref(), Some("GET /sign-in failed: to [address] refused"));
        let text = serde_json::to_string(&told).expect("JSON");
        assert!(text.contains("refused") && text.contains("no row of"), "{text}");
        for secret in ["ada@", "session=1", "desk-of", "qT7f"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}
