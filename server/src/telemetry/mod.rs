//! Logs: one line a fact, without secrets. Beside them, where it is built in and set: traces by OTLP, and errors to Sentry.

mod anew;
pub mod paths;
#[cfg(any(test, feature = "otel"))]
mod statement;
#[cfg(any(test, feature = "sentry"))]
mod words;

#[cfg_attr(feature = "sentry", path = "sentry.rs")]
#[cfg_attr(not(feature = "sentry"), path = "no_sentry.rs")]
mod errors;
#[cfg_attr(feature = "otel", path = "otel.rs")]
#[cfg_attr(not(feature = "otel"), path = "no_otel.rs")]
pub mod traces;

use crate::config::TelemetrySettings;
use anew::AskAnew;
use std::time::Duration;
use tracing::Subscriber;
use tracing_subscriber::filter::ParseError;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt, prelude::*};

/// Something that is told of spans and events.
type Listener = Box<dyn Layer<Registry> + Send + Sync>;

/// What waits to be told when the program ends is told within this, or not at all.
const LAST_WORDS: Duration = Duration::from_secs(4);

/// What is logged where nothing else is said.
const USUAL: &str = "info";
/// Libraries that say much, some of them with the bodies that they carry. They say no more than warnings, unless they are named.
const CAPPED: [&str; 7] = ["sqlx", "sea_orm", "sea_orm_migration", "stripe_webhook", "hyper", "reqwest", "leptos"];

/// What tells others, until it is finished.
#[must_use = "what waits to be told is lost without `finish`"]
pub struct Telemetry {
    traces: Option<traces::Traces>,
    errors: Option<errors::Errors>,
}

/// A setting that this program cannot follow, because it was built without what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unheard {
    /// The variable.
    pub variable: &'static str,
    /// The feature that it needs.
    pub feature: &'static str,
    /// What does not happen.
    pub lost: &'static str,
}

/// Starts logging: objects of JSON or lines, and what is asked for as `RUST_LOG` asks for it. Beside it starts what the settings tell
/// others.
pub fn start(json: bool, asked: Option<&str>, settings: &TelemetrySettings) -> Telemetry {
    let (filter, misread) = match filter(asked.unwrap_or(USUAL)) {
        Ok(filter) => (filter, None),
        Err(error) => (filter(USUAL).unwrap_or_default(), Some(error)),
    };
    let lines: Listener =
        if json { objects(std::io::stdout).with_filter(filter).boxed() } else { fmt::layer().compact().with_filter(filter).boxed() };
    let (traces, errors) = (traces::begin(settings), errors::begin(settings));
    let others = [traces.as_ref().map(traces::Traces::listener), errors.as_ref().map(errors::Errors::listener)];
    let listeners: Vec<Listener> = std::iter::once(lines).chain(others.into_iter().flatten()).collect();
    telling(listeners).init();
    if let Some(error) = misread {
        tracing::warn!(error = %error, "RUST_LOG cannot be read, so what is usual is logged");
    }
    for Unheard { variable, feature, lost } in unheard(settings) {
        tracing::warn!("{variable} is set, and this program was built without the feature `{feature}`: {lost}");
    }
    Telemetry { traces, errors }
}

/// What is asked for, with the caps beside it; the error says why it cannot be followed.
fn filter(asked: &str) -> Result<EnvFilter, ParseError> {
    let parts = || asked.split(',').map(str::trim);
    let is_strict = parts().any(|part| ["error", "off"].iter().any(|level| part.eq_ignore_ascii_case(level)));
    let is_named = |library: &str| parts().any(|part| part.split(['=', ':', '[']).next() == Some(library));
    let caps = CAPPED.iter().filter(|library| !is_strict && !is_named(library)).map(|library| format!("{library}=warn"));
    EnvFilter::try_new(parts().map(str::to_owned).chain(caps).collect::<Vec<_>>().join(","))
}

/// What tells the listeners.
fn telling(listeners: Vec<Listener>) -> impl Subscriber {
    let most = listeners.max_level_hint();
    tracing_subscriber::registry().with(listeners).with(AskAnew { most })
}

impl Telemetry {
    /// Tells what waits to be told, for a moment at most.
    pub async fn finish(self) {
        let traces = tokio::task::spawn_blocking(move || self.traces.is_none_or(|traces| traces.finish(LAST_WORDS)));
        let errors = tokio::task::spawn_blocking(move || self.errors.is_none_or(|errors| errors.finish(LAST_WORDS)));
        for (told, what) in [(traces.await, "traces"), (errors.await, "errors")] {
            if !told.unwrap_or(false) {
                tracing::warn!("the last {what} could not be told in time");
            }
        }
    }
}

/// The settings that this program cannot follow.
pub fn unheard(settings: &TelemetrySettings) -> Vec<Unheard> {
    let traces = Unheard { variable: "OTEL_EXPORTER_OTLP_ENDPOINT", feature: "otel", lost: "no traces are sent" };
    let errors = Unheard { variable: "SENTRY_DSN", feature: "sentry", lost: "errors stand in the log alone" };
    let all = [(settings.traces.is_some() && !traces::BUILT_IN, traces), (settings.sentry.is_some() && !errors::BUILT_IN, errors)];
    all.into_iter().filter_map(|(is_unheard, setting)| is_unheard.then_some(setting)).collect()
}

/// A line is an object with the fact's fields, and the spans that it happened in: the request, the job.
fn objects<S, W>(writer: W) -> impl Layer<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    fmt::layer().json().flatten_event(true).with_current_span(false).with_writer(writer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Sampling, TracesSettings};
    use serde_json::Value;
    use std::io::Write;
    use std::sync::{Arc, Mutex};
    use tracing::level_filters::LevelFilter;
    use tracing_subscriber::filter::filter_fn;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("nobody panicked").write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_setting_that_needs_what_is_not_built_in_is_told_of() {
        let traces = TracesSettings {
            endpoint: "http://collector:4318".to_owned(),
            service: "lectern".to_owned(),
            sampling: Sampling { share: 1.0, follows_caller: true },
        };
        let sentry = Some("https://key@sentry.example/1".into());
        let settings = TelemetrySettings { traces: Some(traces), sentry, ..TelemetrySettings::default() };
        let unheard: Vec<_> = unheard(&settings).into_iter().map(|setting| setting.feature).collect();
        let missing = [("otel", traces::BUILT_IN), ("sentry", errors::BUILT_IN)].into_iter().filter(|(_, built_in)| !built_in);
        assert_eq!(unheard, missing.map(|(feature, _)| feature).collect::<Vec<_>>());
        assert!(super::unheard(&TelemetrySettings::default()).is_empty());
    }

    /// A listener that writes what the default filter lets through, and what it has written.
    fn writing() -> (Listener, Lines) {
        let lines = Lines::default();
        let writer = lines.clone();
        (objects(move || writer.clone()).with_filter(filter(USUAL).expect("a filter")).boxed(), lines)
    }

    fn written(lines: &Lines) -> String {
        String::from_utf8(lines.0.lock().expect("nobody panicked").clone()).expect("text")
    }

    #[test]
    fn whoever_asks_for_details_gets_none_of_what_holds_bodies() {
        let asking = |words: &str| {
            let subscriber = tracing_subscriber::registry().with(filter(words).expect("a filter"));
            tracing::subscriber::with_default(subscriber, || {
                let ours = tracing::enabled!(target: "server::http", tracing::Level::DEBUG);
                let theirs = tracing::enabled!(target: "stripe_webhook", tracing::Level::INFO);
                let warning = tracing::enabled!(target: "sqlx::query", tracing::Level::WARN);
                [ours, theirs, warning, tracing::enabled!(target: "hyper::proto", tracing::Level::DEBUG)]
            })
        };
        assert_eq!(asking(USUAL), [false, false, true, false]);
        assert_eq!(asking("debug"), [true, false, true, false]);
        assert_eq!(asking("info, hyper=debug"), [false, false, true, true]);
        assert_eq!(asking("error"), [false; 4]);
        assert!(filter("no filter!==").is_err());
    }

    #[test]
    fn a_question_that_no_fact_follows_costs_no_line() {
        let (listener, lines) = writing();
        let telling = telling(vec![listener]);
        assert_eq!(telling.max_level_hint(), Some(LevelFilter::INFO), "details are not even looked at");
        tracing::subscriber::with_default(telling, || {
            for code in ["first", "second"] {
                let _ = tracing::enabled!(target: "sqlx::postgres::notice", tracing::Level::INFO);
                tracing::warn!(code, "a fact");
            }
        });
        assert_eq!(written(&lines).lines().count(), 2, "{}", written(&lines));
    }

    #[test]
    fn a_listener_that_does_not_say_what_it_wants_silences_no_other() {
        let (listener, lines) = writing();
        let picky = fmt::layer().with_writer(std::io::sink).with_filter(filter_fn(|_| false)).boxed();
        tracing::subscriber::with_default(telling(vec![listener, picky]), || tracing::warn!("a fact"));
        assert_eq!(written(&lines).lines().count(), 1, "{}", written(&lines));
    }

    #[test]
    fn a_line_is_one_object_that_names_its_request() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::registry().with(objects(move || writer.clone()));
        tracing::subscriber::with_default(subscriber, || {
            let span = tracing::info_span!("job", job.kind = "send_mail", request.id = Some("0190b5a8"));
            let _inside = span.enter();
            tracing::warn!(error = "first\n{\"level\":\"INFO\"}", attempts = 2, "a job failed");
        });
        let text = written(&lines);
        assert_eq!(text.lines().count(), 1, "{text}");
        let line: Value = serde_json::from_str(&text).expect("an object");
        assert_eq!((&line["level"], &line["message"], &line["attempts"]), (&"WARN".into(), &"a job failed".into(), &2.into()));
        assert_eq!((&line["spans"][0]["request.id"], &line["spans"][0]["job.kind"]), (&"0190b5a8".into(), &"send_mail".into()));
    }
}
