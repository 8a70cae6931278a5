//! `lectern backup` and `restore` as they are typed.

use super::backups::{Elsewhere, taken};
use super::{beside, text};
use crate::admin::paid_order;
use crate::on_both;
use crate::support::Shop;
use crate::support::database::{Kind, Scratch};
use crate::support::process::{free_addresses, is_ready};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use server::config::Limits;
use server::repo::db::Db;
use std::time::Duration;
use tokio::process::Command;

/// No command takes longer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs the program beside the shop to its end: its exit code and what it printed.
pub async fn run(shop: &Shop, words: &[&str], more: &[(&str, &str)]) -> (i32, String) {
    let ended = tokio::time::timeout(PATIENCE, program(shop, words, more).kill_on_drop(true).output()).await;
    let output = ended.expect("the program ends").unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.code().unwrap(), said)
}

/// The program with the shop's settings, and more over them.
fn program(shop: &Shop, words: &[&str], more: &[(&str, &str)]) -> Command {
    let files = format!("file://{}", shop.files.display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let environment = [
        ("DATABASE_URL", shop.core.settings.database_url.as_str()),
        ("STORAGE_URL", files.as_str()),
        ("STRIPE_API_BASE", shop.sandbox.url.as_str()),
        ("PATH", "/usr/bin:/bin:/usr/local/bin"),
    ];
    command.args(words).env_clear().envs(environment).envs(more.iter().copied()).current_dir(std::env::temp_dir());
    command
}

on_both!(a_backup_is_made_looked_at_and_refused_where_something_is, |shop| async move {
    paid_order(&shop, "ada@example.com").await;
    shop.settles().await;
    let folder = beside(&shop, "nightly");
    let to = text(&folder);
    let (code, said) = run(&shop, &["backup", "--to", to], &[]).await;
    assert!(code == 0 && said.contains("1 orders"), "{code} {said}");
    let manifest = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
    for secret in ["whsec", "sk_test", "development-only", "postgres://"] {
        assert!(!manifest.contains(secret) && !said.contains(secret), "{secret}");
    }
    let (code, said) = run(&shop, &["restore", "--from", to, "--verify"], &[]).await;
    assert!(code == 0 && said.contains("the backup is good") && said.contains("know nothing else"), "{code} {said}");
    let (code, said) = run(&shop, &["restore", "--from", to], &[]).await;
    assert!(code == 1 && said.contains("empty"), "the shop's own place is taken: {code} {said}");
    let (code, said) = run(&shop, &["backup", "--to", to], &[]).await;
    assert!(code == 1 && said.contains("is there already"), "{code} {said}");
    if shop.core.db.backend() == DbBackend::Postgres {
        let (code, said) = run(&shop, &["backup", "--to", text(&beside(&shop, "other"))], &[("PATH", "/nowhere")]).await;
        assert!(code == 1 && said.contains("pg_dump is not on the PATH"), "{code} {said}");
    }
});

on_both!(a_shop_that_was_put_back_opens_once_the_providers_were_asked, |shop| async move {
    paid_order(&shop, "ada@example.com").await;
    shop.settles().await;
    taken(&shop, "backup").await;
    let (elsewhere, address) = (Elsewhere::beside(&shop).await, free_addresses(1).remove(0));
    elsewhere.restore(&beside(&shop, "backup")).await.unwrap();
    let public = [
        ("DATABASE_URL", elsewhere.scratch.url.as_str()),
        ("LEPTOS_SITE_ADDR", address.as_str()),
        ("APP_ENV", "production"),
        ("APP_SECRET", "only-these-tests-know-this-long-secret"),
        ("PUBLIC_URL", "https://course.example"),
        ("STRIPE_SECRET_KEY", "sk_test_sandbox"),
        ("STRIPE_PUBLISHABLE_KEY", "pk_test_sandbox"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_sandbox"),
        ("MAIL_PROVIDER", "smtp"),
        ("SMTP_URL", "smtp://127.0.0.1:1"),
        ("MAIL_FROM", "The course <hello@course.example>"),
    ];
    let (code, said) = run(&shop, &["serve"], &public).await;
    assert!(code == 1 && said.contains("was put back on") && said.contains("Run `lectern reconcile --fix`"), "{code} {said}");
    let (_, said) = run(&shop, &["doctor"], &public).await;
    assert!(said.contains("bad   Restore: This shop was put back on"), "{said}");
    let (code, said) = run(&shop, &["reconcile"], &public).await;
    assert!(code == 0 && run(&shop, &["serve"], &public).await.0 == 1, "only to look is not enough: {said}");
    let (code, said) = run(&shop, &["reconcile", "--fix"], &public).await;
    assert_eq!(code, 0, "{said}");
    assert!(run(&shop, &["reconcile", "--accept"], &public).await.1.contains("nothing keeps this shop shut"));
    let mut serving = program(&shop, &["serve"], &public).kill_on_drop(true).spawn().unwrap();
    is_ready(&format!("http://{address}")).await;
    serving.kill().await.unwrap();
    elsewhere.scratch.remove().await;
});

/// SQLite ends no statement.
#[tokio::test]
async fn who_serves_ends_a_statement_that_takes_long_and_a_command_waits_for_it() {
    let scratch = Scratch::create(Kind::Postgres).await;
    let patient = Limits { statement: Duration::ZERO, ..Limits::default() };
    for (limits, shown) in [(Limits::default(), "10s"), (patient, "0")] {
        let db = Db::connect(&scratch.url, &limits).await.unwrap();
        let row = db.read().query_one_raw(Statement::from_string(DbBackend::Postgres, "SHOW statement_timeout")).await.unwrap().unwrap();
        assert_eq!(row.try_get_by_index::<String>(0).unwrap(), shown);
        db.close().await.unwrap();
    }
    scratch.remove().await;
}
