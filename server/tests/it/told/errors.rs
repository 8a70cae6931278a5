//! Panics and errors are told to Sentry, and nothing of a person with them.

use super::{Receiver, Told};
use crate::support::process::free_addresses;
use crate::support::{Browser, eventually};
use sea_orm::{ConnectionTrait, Database};
use server::config::{AppEnv, TelemetrySettings};
use std::panic::{catch_unwind, panic_any};

const PROJECT: &str = "/api/42/envelope/";
/// What must stay with us: an address, a cookie, two tokens, a network, a query.
const SECRETS: [&str; 6] = ["ada@", "c00kie", "qT7f0secret", "sk_live_", "203.0.113.7", "newsletter"];

fn project(receiver: &Receiver) -> String {
    format!("{}/42", receiver.base.replace("http://", "http://0a1b@"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_error_of_a_request_is_told_with_its_name_and_without_its_visitor() {
    let sentry = Receiver::at(PROJECT).await;
    let program = Told::start(free_addresses(1).remove(0), &[("SENTRY_DSN", &project(&sentry))]).await;
    let db = Database::connect(&program.scratch.url).await.unwrap();
    db.execute_unprepared("ALTER TABLE users RENAME TO lost").await.unwrap();
    db.close().await.unwrap();
    let visitor = Browser::new(&program.base);
    let headers = [("cookie", "session=c00kie"), ("x-forwarded-for", "203.0.113.7"), ("accept", "application/json")];
    let form = "application/x-www-form-urlencoded";
    let answer = visitor.post_raw("/api/identity/request_link?from=newsletter", form, "email=ada%40example.com", &headers).await;
    assert_eq!(answer.status, 500, "{answer:?}");
    let id = answer.headers["x-request-id"].to_str().unwrap().to_owned();
    visitor.post_raw("/mail/unsubscribe/qT7f0secret", form, "List-Unsubscribe=One-Click", &headers).await;
    program.stop().await;

    let about = ["a request failed", "no such table", "\"environment\":\"development\"", "/api/identity/request_link", &id];
    assert_eq!(sentry.finds(&about), about);
    assert_eq!(sentry.finds(&[concat!("lectern@", env!("CARGO_PKG_VERSION"))]).len(), 1, "its release");
    assert!(sentry.finds(&SECRETS).is_empty(), "{:?}", sentry.finds(&SECRETS));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_is_told_with_where_it_was_and_without_whom_it_was_about() {
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let sentry = Receiver::at(PROJECT).await;
    let settings = TelemetrySettings { env: AppEnv::Production, sentry: Some(project(&sentry).into()), ..TelemetrySettings::default() };
    let telemetry = server::telemetry::start(false, None, &settings);
    let broken = "no order of ada@example.com with sk_live_51NabcDEF0123456789";
    assert!(catch_unwind(|| panic_any(broken.to_owned())).is_err());
    telemetry.finish().await;
    eventually("the panic is told", || async { !sentry.told().is_empty() }).await;
    let about =
        ["no order of [address] with [token]", "\"environment\":\"production\"", "\"stacktrace\"", "a_panic_is_told_with_where_it_was"];
    assert_eq!(sentry.finds(&about), about);
    assert!(sentry.finds(&SECRETS).is_empty(), "{:?}", sentry.finds(&SECRETS));
}
