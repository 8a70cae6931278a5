//! The program with nothing set, and with nothing but the word that it is for the public.

use crate::support::browser::client;
use crate::support::process::{free_addresses, is_ready};
use std::path::PathBuf;
use std::process::Stdio;
use tokio::process::Command;

/// An empty folder to start in.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lectern-starts-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn program(folder: &PathBuf) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_lectern"));
    program.env_clear().current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    program
}

/// Only the port is given, because others may have the usual one. Nothing set is a database in a file, so this is about SQLite.
#[tokio::test]
async fn with_nothing_set_it_says_what_it_assumes_and_shows_the_demo() {
    let (folder, address) = (folder("bare"), free_addresses(1).remove(0));
    let log = std::fs::File::create(folder.join("log")).unwrap();
    let mut running = program(&folder);
    running.arg("serve").env("LEPTOS_SITE_ADDR", &address).stdout(log.try_clone().unwrap()).stderr(log);
    let mut running = running.spawn().unwrap();
    let base = format!("http://{address}");
    is_ready(&base).await;
    let page = client().get(&base).send().await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("The small course workshop"));
    running.kill().await.unwrap();
    let log = std::fs::read_to_string(folder.join("log")).unwrap();
    let first = log.lines().next().unwrap();
    assert!(first.contains("APP_ENV") && first.contains("development"), "nothing comes before what is assumed: {first}");
    for assumed in ["PUBLIC_URL", "DATABASE_URL", "data/lectern.db", "APP_SECRET", "STRIPE_SECRET_KEY", "/dev/mailbox", "demo course"] {
        assert!(log.contains(assumed), "{assumed}: {log}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn for_the_public_it_refuses_to_start_and_names_each_variable_with_its_cure() {
    let folder = folder("public");
    let output = program(&folder).arg("serve").env("APP_ENV", "production").output().await.unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert_eq!(output.status.code(), Some(1), "{said}");
    for (variable, cure) in [
        ("APP_SECRET", "openssl rand -hex 32"),
        ("PUBLIC_URL", "https address"),
        ("STRIPE_SECRET_KEY", "secret key of your Stripe account"),
        ("STRIPE_PUBLISHABLE_KEY", "publishable key"),
        ("STRIPE_WEBHOOK_SECRET", "signing secret"),
        ("MAIL_PROVIDER", "`resend` or `smtp`"),
        ("MAIL_FROM", "Name <address>"),
    ] {
        let line = said.lines().find(|line| line.contains(variable)).unwrap_or_else(|| panic!("{variable}: {said}"));
        assert!(line.contains(cure), "{line}");
    }
    assert!(!folder.join("data").exists(), "nothing was begun");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_file_of_settings_that_cannot_be_read_is_no_file_that_is_left_out() {
    let folder = folder("settings");
    std::fs::write(folder.join(".env"), "LOG_FORMAT=json\nMAIL_FROM=My course <hidden@course.example>\nAPP_ENV=production\n").unwrap();
    let output = program(&folder).arg("serve").output().await.unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(".env: what follows LOG_FORMAT cannot be read") && !said.contains("hidden"), "{said}");
    assert!(!folder.join("data").exists(), "nothing was begun");
    std::fs::remove_dir_all(folder).unwrap();
}
