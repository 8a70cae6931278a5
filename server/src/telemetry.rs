//! Logs: one line a fact, without secrets.

use tracing::Subscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{EnvFilter, Layer, fmt, prelude::*};

/// `stripe_webhook` and the HTTP clients are capped: they write bodies into their spans.
const DEFAULT_FILTER: &str = "info,sqlx=warn,sea_orm=warn,sea_orm_migration=warn,stripe_webhook=warn,hyper=warn,reqwest=warn,leptos=warn";

/// Starts logging. `LOG_FORMAT=json` writes JSON, `RUST_LOG` filters.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let registry = tracing_subscriber::registry().with(filter);
    if json {
        registry.with(objects(std::io::stdout)).init();
    } else {
        registry.with(fmt::layer().compact()).init();
    }
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
    use serde_json::Value;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

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
    fn a_line_is_one_object_that_names_its_request() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::registry().with(objects(move || writer.clone()));
        tracing::subscriber::with_default(subscriber, || {
            let span = tracing::info_span!("job", job.kind = "send_mail", request.id = Some("0190b5a8"));
            let _inside = span.enter();
            tracing::warn!(error = "first\n{\"level\":\"INFO\"}", attempts = 2, "a job failed");
        });
        let text = String::from_utf8(lines.0.lock().expect("nobody panicked").clone()).expect("text");
        assert_eq!(text.lines().count(), 1, "{text}");
        let line: Value = serde_json::from_str(&text).expect("an object");
        assert_eq!((&line["level"], &line["message"], &line["attempts"]), (&"WARN".into(), &"a job failed".into(), &2.into()));
        assert_eq!((&line["spans"][0]["request.id"], &line["spans"][0]["job.kind"]), (&"0190b5a8".into(), &"send_mail".into()));
    }
}
