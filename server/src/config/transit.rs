//! How what is said to the database, to the mail server and to collectors is kept from others on its way.

use reqwest::Url;
use std::borrow::Cow;
use std::net::IpAddr;

/// A way to another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transit {
    /// It stays on this machine, or in the network of its containers.
    Near,
    /// Whoever is on the way can read it, or can see to it that they do.
    Open,
    /// It is encrypted, whoever answers.
    Encrypted,
    /// It is encrypted, and whoever answers has shown a certificate of that name.
    Proven,
}

/// The way to a database. What cannot be read is no way that could be kept.
pub fn to_database(url: &str) -> Transit {
    if !url.starts_with("postgres") {
        return Transit::Near;
    }
    let Ok(url) = Url::parse(url) else { return Transit::Open };
    let last = |names: &[&str]| url.query_pairs().filter(|(name, _)| names.contains(&name.as_ref())).last().map(|(_, value)| value);
    let host = last(&["host", "hostaddr"]).map_or_else(|| url.host_str().unwrap_or_default().to_owned(), Cow::into_owned);
    if is_near(&host) {
        return Transit::Near;
    }
    match last(&["sslmode", "ssl-mode"]).map(|mode| mode.to_ascii_lowercase()).as_deref() {
        Some("verify-full") => Transit::Proven,
        Some("require" | "verify-ca") => Transit::Encrypted,
        _ => Transit::Open,
    }
}

/// The way to a mail server.
pub fn to_mail_server(url: &str) -> Transit {
    let Ok(url) = Url::parse(url) else { return Transit::Open };
    let required = url.query_pairs().any(|(name, value)| name == "tls" && value == "required");
    match url.scheme() {
        _ if is_near(url.host_str().unwrap_or_default()) => Transit::Near,
        "smtps" => Transit::Proven,
        "smtp" if required => Transit::Proven,
        _ => Transit::Open,
    }
}

/// The way to where traces and errors go.
pub fn to_collector(url: &str) -> Transit {
    let Ok(url) = Url::parse(url) else { return Transit::Open };
    match url.scheme() {
        "https" => Transit::Proven,
        _ if is_near(url.host_str().unwrap_or_default()) => Transit::Near,
        _ => Transit::Open,
    }
}

/// Whether a host is this machine, by its loopback or a socket, or has a name without a dot, as neighbours in a network of containers.
fn is_near(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let is_socket = host.starts_with('/') || host.starts_with("%2F") || host.starts_with("%2f");
    host.parse::<IpAddr>().map_or(is_socket || !host.contains('.'), |address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_near_or_says_how_it_is_reached() {
        for (url, way) in [
            ("sqlite://data/lectern.db", Transit::Near),
            ("postgres://a:b@localhost/c", Transit::Near),
            ("postgres://a:b@127.0.0.1:5433/c", Transit::Near),
            ("postgres://a:b@[::1]/c", Transit::Near),
            ("postgres:///c?host=/run/postgresql", Transit::Near),
            ("postgres://%2Frun%2Fpostgresql/c", Transit::Near),
            ("postgres://a:b@postgres/c", Transit::Near),
            ("postgres://a:b@db.example/c", Transit::Open),
            ("postgresql://a:b@10.0.0.7/c?sslmode=prefer", Transit::Open),
            ("postgres://a:b@[2001:db8::1]/c", Transit::Open),
            ("postgres://a:b@localhost/c?host=db.example", Transit::Open),
            ("postgres://a:b@db.example/c?sslmode=require&sslmode=disable", Transit::Open),
            ("postgres://a:b@db.example/c?sslmode=require", Transit::Encrypted),
            ("postgres://a:b@db.example/c?ssl-mode=VERIFY-CA", Transit::Encrypted),
            ("postgres://a:b@db.example/c?sslmode=verify-full", Transit::Proven),
        ] {
            assert_eq!(to_database(url), way, "{url}");
        }
    }

    #[test]
    fn a_mail_server_elsewhere_is_reached_by_tls_or_openly() {
        for (url, way) in [
            ("smtps://a:b@mail.example", Transit::Proven),
            ("smtp://a:b@mail.example:587?tls=required", Transit::Proven),
            ("smtp://a:b@mail.example:587?tls=opportunistic", Transit::Open),
            ("smtp://a:b@mail.example", Transit::Open),
            ("smtp://127.0.0.1:1025", Transit::Near),
            ("smtp://mailpit:1025", Transit::Near),
        ] {
            assert_eq!(to_mail_server(url), way, "{url}");
        }
    }

    #[test]
    fn a_collector_elsewhere_is_reached_by_tls_or_openly() {
        for (url, way) in [
            ("https://otlp.example", Transit::Proven),
            ("http://collector:4318", Transit::Near),
            ("http://[::1]:4318", Transit::Near),
            ("http://key@sentry.example/1", Transit::Open),
        ] {
            assert_eq!(to_collector(url), way, "{url}");
        }
    }
}
