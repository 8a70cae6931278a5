//! Traces, told to a collector by OTLP over HTTP. A request is one, and so is a job; in them are statements and calls to providers.

use super::{Listener, statement};
use crate::adapters::http_client;
use crate::config::{AppEnv, Sampling, TelemetrySettings, TracesSettings};
use crate::ports::payment::ProviderId;
use async_trait::async_trait;
use http::{HeaderMap, StatusCode};
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{Span as _, SpanBuilder, SpanKind, Status, TraceContextExt, Tracer, TracerProvider};
use opentelemetry::{Context, KeyValue};
use opentelemetry_http::{Bytes, HeaderExtractor, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracer, SdkTracerProvider};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};
use tokio::runtime::Handle;
use tracing::Span;
use tracing::level_filters::LevelFilter;
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;

/// Whether traces can be told.
pub const BUILT_IN: bool = true;

/// A collector takes what it is sent within this.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes spans of what has run already. There is none where nobody is told.
static TRACER: OnceLock<SdkTracer> = OnceLock::new();

/// Traces that are told.
pub struct Traces {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

/// Begins to tell traces, where a collector is named. Within a runtime.
pub fn begin(settings: &TelemetrySettings) -> Option<Traces> {
    let told = settings.traces.as_ref()?;
    let exporter = exporter(told).inspect_err(|error| eprintln!("lectern: OTEL_EXPORTER_OTLP_ENDPOINT: {error}")).ok()?;
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(exporter)
        .with_sampler(sampler(told.sampling))
        .with_resource(resource(&told.service, settings.env))
        .build();
    let tracer = provider.tracer("lectern");
    drop(TRACER.set(tracer.clone()));
    Some(Traces { provider, tracer })
}

impl Traces {
    /// Hears of our own spans and of what happens in them: what libraries say is theirs.
    pub(super) fn listener(&self) -> Listener {
        let layer = tracing_opentelemetry::layer().with_tracer(self.tracer.clone());
        let layer = layer.with_location(false).with_threads(false).with_target(false).with_tracked_inactivity(false);
        layer.with_filter(Targets::new().with_target(env!("CARGO_CRATE_NAME"), LevelFilter::INFO)).boxed()
    }

    /// Tells what waits. Gives whether it was told in time.
    pub(super) fn finish(self, within: Duration) -> bool {
        self.provider.shutdown_with_timeout(within).is_ok()
    }
}

fn exporter(told: &TracesSettings) -> Result<SpanExporter, HttpError> {
    let client = Client { http: http_client(PATIENCE)?, runtime: Handle::try_current()? };
    let exporter = SpanExporter::builder().with_http().with_http_client(client).with_protocol(Protocol::HttpBinary);
    Ok(exporter.with_endpoint(format!("{}/v1/traces", told.endpoint)).with_timeout(PATIENCE).build()?)
}

fn sampler(Sampling { share, follows_caller }: Sampling) -> Sampler {
    let own = Sampler::TraceIdRatioBased(share);
    if follows_caller { Sampler::ParentBased(Box::new(own)) } else { own }
}

/// Who tells. `OTEL_RESOURCE_ATTRIBUTES` adds to it.
fn resource(service: &str, env: AppEnv) -> Resource {
    let environment = KeyValue::new("deployment.environment.name", env.name());
    let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
    Resource::builder().with_service_name(service.to_owned()).with_attributes([version, environment]).build()
}

/// Traces are sent by a thread without a runtime, and the client needs ours.
#[derive(Debug)]
struct Client {
    http: reqwest::Client,
    runtime: Handle,
}

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let http = self.http.clone();
        self.runtime.spawn(async move { http.send_bytes(request).await }).await?
    }
}

/// A request has come in: `method` and the template of its route name its trace. With the headers of a caller who is believed it
/// becomes a part of theirs.
pub fn received(span: &Span, method: &str, route: &str, caller: Option<&HeaderMap>) {
    if TRACER.get().is_none() {
        return;
    }
    if let Some(headers) = caller {
        let theirs = TraceContextPropagator::new().extract_with_context(&Context::new(), &HeaderExtractor(headers));
        drop(span.set_parent(theirs));
    }
    span.record("otel.name", format!("{method} {route}"));
    span.record("otel.kind", "server");
    span.set_attribute("http.request.method", method.to_owned());
    span.set_attribute("http.route", route.to_owned());
}

/// A request was answered.
pub fn answered(span: &Span, status: StatusCode) {
    if TRACER.get().is_none() {
        return;
    }
    span.set_attribute("http.response.status_code", i64::from(status.as_u16()));
    if status.is_server_error() {
        span.set_status(Status::error(status.as_str().to_owned()));
    }
}

/// A statement has run, of which its verb and table are told.
pub fn stated(sql: &str, elapsed: Duration, failed: bool) {
    tell(elapsed, failed, |tracer| {
        let summary = statement::summary(sql);
        tracer.span_builder(summary.clone()).with_attributes([KeyValue::new("db.query.summary", summary)])
    });
}

/// A payment provider has answered, or has not.
pub fn called(provider: ProviderId, outcome: &'static str, elapsed: Duration) {
    tell(elapsed, outcome != "ok", |tracer| tracer.span_builder(provider.name()).with_attributes([KeyValue::new("outcome", outcome)]));
}

/// Adds what ends now to the trace that it happened in. Outside of one it is not told.
#[expect(clippy::disallowed_methods, reason = "the collector's clock is the system's, and no rule asks for it")]
fn tell(elapsed: Duration, failed: bool, what: impl FnOnce(&SdkTracer) -> SpanBuilder) {
    let Some(tracer) = TRACER.get() else { return };
    let within = Context::current();
    if !within.span().span_context().is_sampled() {
        return;
    }
    let end = SystemTime::now();
    let begun = what(tracer).with_kind(SpanKind::Client).with_start_time(end.checked_sub(elapsed).unwrap_or(end));
    let mut span = begun.start_with_context(tracer, &within);
    if failed {
        span.set_status(Status::error("failed"));
    }
    span.end_with_timestamp(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_tells_says_its_name_version_and_environment() {
        let resource = resource("shop", AppEnv::Production);
        let told = |key: &'static str| resource.get(&key.into()).map(|value| value.to_string());
        assert_eq!(told("service.name").as_deref(), Some("shop"));
        assert_eq!(told("service.version").as_deref(), Some(env!("CARGO_PKG_VERSION")));
        assert_eq!(told("deployment.environment.name").as_deref(), Some("production"));
    }
}
