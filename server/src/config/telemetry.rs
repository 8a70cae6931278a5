//! Where traces and errors are told beside the logs. Nowhere unless it is set.

use super::AppEnv;
use super::env::{ConfigError, Variables};
use reqwest::Url;
use secrecy::SecretString;

/// Where traces and errors are told.
#[derive(Clone, Debug)]
pub struct TelemetrySettings {
    /// Where the program runs.
    pub env: AppEnv,
    /// Where traces go.
    pub traces: Option<TracesSettings>,
    /// Where errors go: `https://key@host/project`.
    pub sentry: Option<SecretString>,
}

/// Where traces go.
#[derive(Clone, Debug)]
pub struct TracesSettings {
    /// The collector's address, without a slash at the end. Traces go to `/v1/traces` below it.
    pub endpoint: String,
    /// What this program is called there.
    pub service: String,
    /// Which of them are told.
    pub sampling: Sampling,
}

/// Which traces are told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// The share of those that begin here, from 0 to 1.
    pub share: f64,
    /// Whether one that a caller began is told exactly if the caller tells it.
    pub follows_caller: bool,
}

impl Default for TelemetrySettings {
    fn default() -> Self {
        Self { env: AppEnv::Development, traces: None, sentry: None }
    }
}

impl TelemetrySettings {
    /// Reads them.
    pub(super) fn parse(variables: &Variables, env: AppEnv) -> Result<Self, ConfigError> {
        Ok(Self { env, traces: traces(variables)?, sentry: sentry(variables)? })
    }
}

fn traces(variables: &Variables) -> Result<Option<TracesSettings>, ConfigError> {
    const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";
    let sampling = sampling(variables)?;
    let Some(endpoint) = variables.get(ENDPOINT) else { return Ok(None) };
    if !is_web(endpoint) {
        return Err(ConfigError::new(ENDPOINT, "is the collector's address for HTTP: `http://collector:4318`"));
    }
    let service = variables.get("OTEL_SERVICE_NAME").map_or("lectern", String::as_str);
    Ok(Some(TracesSettings { endpoint: endpoint.trim_end_matches('/').to_owned(), service: service.to_owned(), sampling }))
}

fn sampling(variables: &Variables) -> Result<Sampling, ConfigError> {
    const SAMPLER: &str = "OTEL_TRACES_SAMPLER";
    const ARGUMENT: &str = "OTEL_TRACES_SAMPLER_ARG";
    let named = variables.get(SAMPLER).map_or("parentbased_always_on", String::as_str);
    let (follows_caller, by) = named.strip_prefix("parentbased_").map_or((false, named), |by| (true, by));
    let share = match (by, variables.get(ARGUMENT).map(|text| text.parse::<f64>())) {
        ("always_on", _) | ("traceidratio", None) => 1.0,
        ("always_off", _) => 0.0,
        ("traceidratio", Some(Ok(share))) if (0.0..=1.0).contains(&share) => share,
        ("traceidratio", Some(_)) => return Err(ConfigError::new(ARGUMENT, "is a share from 0 to 1: `0.1`")),
        _ => {
            let known = "is `always_on`, `always_off` or `traceidratio`, each with `parentbased_` before it or without";
            return Err(ConfigError::new(SAMPLER, known));
        }
    };
    Ok(Sampling { share, follows_caller })
}

fn sentry(variables: &Variables) -> Result<Option<SecretString>, ConfigError> {
    const DSN: &str = "SENTRY_DSN";
    let Some(dsn) = variables.get(DSN) else { return Ok(None) };
    let is_one = is_web(dsn)
        && Url::parse(dsn).is_ok_and(|url| {
            let project = url.path().rsplit('/').next().unwrap_or_default();
            !url.username().is_empty() && !project.is_empty() && project.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if is_one { Ok(Some(dsn.clone().into())) } else { Err(ConfigError::new(DSN, "is `https://key@host/project`, as Sentry shows it")) }
}

fn is_web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<TelemetrySettings, &'static str> {
        let variables = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        TelemetrySettings::parse(&variables, AppEnv::Development).map_err(|error| error.name)
    }

    fn traces(pairs: &[(&str, &str)]) -> TracesSettings {
        read(&[&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/")], pairs].concat()).expect("settings").traces.expect("an address")
    }

    #[test]
    fn nothing_is_told_to_anybody_who_is_not_named() {
        let settings = read(&[("OTEL_SERVICE_NAME", "shop"), ("OTEL_TRACES_SAMPLER", "always_on")]).expect("settings");
        assert!(settings.traces.is_none() && settings.sentry.is_none());
    }

    #[test]
    fn traces_go_to_a_collector_under_our_name() {
        let told = traces(&[]);
        assert_eq!((told.endpoint.as_str(), told.service.as_str()), ("http://collector:4318", "lectern"));
        assert_eq!(traces(&[("OTEL_SERVICE_NAME", "shop")]).service, "shop");
        for wrong in ["collector:4318", "grpc://collector:4317", "http://"] {
            assert_eq!(read(&[("OTEL_EXPORTER_OTLP_ENDPOINT", wrong)]).err(), Some("OTEL_EXPORTER_OTLP_ENDPOINT"), "{wrong}");
        }
    }

    #[test]
    fn as_many_traces_are_told_as_the_standard_variables_say() {
        for (named, argument, share, follows_caller) in [
            (None, None, 1.0, true),
            (Some("always_on"), Some("0.5"), 1.0, false),
            (Some("always_off"), None, 0.0, false),
            (Some("traceidratio"), Some("0.25"), 0.25, false),
            (Some("traceidratio"), None, 1.0, false),
            (Some("parentbased_always_off"), None, 0.0, true),
            (Some("parentbased_traceidratio"), Some("0.1"), 0.1, true),
        ] {
            let named = named.map(|value| ("OTEL_TRACES_SAMPLER", value));
            let argument = argument.map(|value| ("OTEL_TRACES_SAMPLER_ARG", value));
            let pairs: Vec<_> = named.into_iter().chain(argument).collect();
            assert_eq!(traces(&pairs).sampling, Sampling { share, follows_caller }, "{pairs:?}");
        }
        assert_eq!(read(&[("OTEL_TRACES_SAMPLER", "jaeger_remote")]).err(), Some("OTEL_TRACES_SAMPLER"));
        for wrong in ["2", "-0.1", "a tenth", "NaN"] {
            let pairs = [("OTEL_TRACES_SAMPLER", "traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", wrong)];
            assert_eq!(read(&pairs).err(), Some("OTEL_TRACES_SAMPLER_ARG"), "{wrong}");
        }
    }

    #[test]
    fn errors_go_to_a_project_with_its_key() {
        assert!(read(&[("SENTRY_DSN", "https://0a1b@o1.ingest.sentry.example/42")]).is_ok_and(|settings| settings.sentry.is_some()));
        for wrong in ["https://o1.ingest.sentry.example/42", "https://0a1b@sentry.example/", "0a1b@sentry.example/42", "yes"] {
            assert_eq!(read(&[("SENTRY_DSN", wrong)]).err(), Some("SENTRY_DSN"), "{wrong}");
        }
    }
}
