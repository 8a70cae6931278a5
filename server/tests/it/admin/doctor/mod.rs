//! Whether everything works, in the panel and on the command line.

mod abroad;

use super::{admin, paid_order};
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::Shop;
use app::api::dto::Verdict;
use chrono::TimeDelta;
use serde_json::Value;
use server::config::{AppEnv, Settings};
use server::services::doctor;
use server::services::seed::DEMO_ADMIN;
use server::startup::{self, World};
use std::os::unix::fs::MetadataExt;
use tokio::process::Command;

/// Runs `lectern doctor` beside the shop: its exit code and what it printed.
async fn doctor(shop: &Shop, api: &str) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let environment = [("DATABASE_URL", shop.core.settings.database_url.as_str()), ("STRIPE_API_BASE", api)];
    let output = command.arg("doctor").env_clear().envs(environment).current_dir(std::env::temp_dir()).output().await.unwrap();
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
}

on_both!(keys_for_trying_are_told_of_in_production, |shop| async move {
    let settings = Settings { env: AppEnv::Production, ..shop.core.settings.clone() };
    let production = startup::core(settings, World::default()).await.unwrap();
    for (core, expected) in [(shop.core.as_ref(), Verdict::Ok), (&production, Verdict::Warn)] {
        let findings = doctor::examine(core).await;
        let of_keys: Vec<_> = findings.iter().filter(|finding| ["Stripe: keys", "Stripe: key"].contains(&finding.name.as_str())).collect();
        assert!(of_keys.len() == 2 && of_keys.iter().all(|finding| finding.verdict == expected), "{of_keys:?}");
    }
    production.db.close().await.unwrap();
    let is_root = std::fs::metadata("/proc/self").unwrap().uid() == 0;
    let (_, lines) = doctor(&shop, &shop.sandbox.url).await;
    assert_eq!(lines.contains("by root, who looks"), is_root, "{lines}");
});

#[tokio::test]
async fn a_database_that_is_not_there_is_told_with_its_cure_and_not_made() {
    let folder = std::env::temp_dir().join(crate::support::database::own_name());
    std::fs::create_dir(&folder).unwrap();
    for (url, why, cure) in [
        ("sqlite://data/lectern.db", "bad   Database: there is no file data/lectern.db", "The first start of `lectern` makes it"),
        ("postgres://nobody@127.0.0.1:9/shop", "bad   Database: it cannot be reached: ", "Look whether the server runs"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        let output = command.arg("doctor").env_clear().envs([("DATABASE_URL", url)]).current_dir(&folder).output().await.unwrap();
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.code() == Some(1) && lines.contains(why) && lines.contains(cure), "{lines}");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "looking makes nothing");
    }
    std::fs::remove_dir(&folder).unwrap();
}

async fn verdict(admin: &crate::support::Browser, name: &str) -> Value {
    let view = admin.read("admin/doctor", &[]).await.ok();
    let found = view["findings"].as_array().unwrap().iter().find(|finding| finding["name"] == name);
    found.unwrap_or_else(|| panic!("nothing about {name}: {view}"))["verdict"].clone()
}

on_both!(the_doctor_says_what_works_and_what_does_not, |shop| async move {
    let admin = admin(&shop).await;
    assert_eq!(verdict(&admin, "Stripe: webhooks").await, "Warn", "nothing has arrived yet");
    paid_order(&shop, "ada@example.com").await;
    shop.settles().await;
    for name in [
        "Database",
        "Migrations",
        "Stripe: keys",
        "Stripe: key",
        "Stripe: list of payments",
        "Stripe: clock",
        "Stripe: endpoint",
        "Stripe: webhooks",
        "Jobs",
        "Course",
        "Admins",
    ] {
        assert_eq!(verdict(&admin, name).await, "Ok", "{name}");
    }
    let tools = admin.read("admin/doctor", &[]).await.text.contains("pg_dump and pg_restore are there");
    assert_eq!(tools, shop.core.db.backend() == sea_orm::DbBackend::Postgres, "what backups take");
    for name in ["Settings", "APP_SECRET", "Mail"] {
        assert_eq!(verdict(&admin, name).await, "Warn", "{name}");
    }
    let (code, lines) = doctor(&shop, &shop.sandbox.url).await;
    assert!(code == 0 && lines.contains("ok    Database: ") && lines.contains("warn  Mail: "), "{code} {lines}");
    let (code, lines) = doctor(&shop, "http://127.0.0.1:9/").await;
    assert!(code == 1 && lines.contains("bad   Stripe: key: Stripe cannot be asked") && lines.contains("      → "), "{code} {lines}");
});

on_both!(an_endpoint_that_is_not_there_or_sent_nothing_is_told_of, |shop| async move {
    let admin = admin(&shop).await;
    assert_eq!(verdict(&admin, "Stripe: endpoint").await, "Ok");
    shop.sandbox.webhooks(serde_json::json!({ "enabled": false })).await;
    assert_eq!(verdict(&admin, "Stripe: endpoint").await, "Bad");
    shop.sandbox.webhooks(serde_json::json!({ "url": "https://elsewhere.example/webhooks/stripe", "enabled": true })).await;
    assert_eq!(verdict(&admin, "Stripe: endpoint").await, "Warn");
});

on_both!(a_clock_that_is_astray_is_bad, |shop| async move {
    let admin = admin(&shop).await;
    shop.clock.run_ahead(TimeDelta::days(2));
    sign_in(&shop, &admin, DEMO_ADMIN).await;
    assert_eq!(verdict(&admin, "Stripe: clock").await, "Bad");
});
