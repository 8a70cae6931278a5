//! What is taken for granted in development, for whoever starts the program and has set nothing.

use super::env::DEVELOPMENT_SECRET;
use super::{AppEnv, FirstRun, MailTransport, Settings};
use secrecy::ExposeSecret;

/// A variable with what its absence means here. In production nothing is taken for granted.
pub fn assumed(settings: &Settings) -> Vec<(&'static str, String)> {
    if settings.env == AppEnv::Production {
        return Vec::new();
    }
    let mut found = vec![
        ("APP_ENV", "this is development: nothing here is fit for the public".to_owned()),
        ("PUBLIC_URL", format!("people reach it at {}", settings.public_url)),
    ];
    if let Some(file) = settings.sqlite_file() {
        found.push(("DATABASE_URL", format!("everything is kept in {}", file.display())));
    }
    if settings.app_secret.expose_secret() == DEVELOPMENT_SECRET {
        found.push(("APP_SECRET", "links and cookies are signed with a secret that everybody has".to_owned()));
    }
    if settings.stripe.secret_key.expose_secret() == "sk_test_sandbox" {
        found.push(("STRIPE_SECRET_KEY", "there is none, so only the sandbox of `cargo xtask run` takes payments".to_owned()));
    }
    if let MailTransport::File(folder) = &settings.mail.transport {
        let (folder, page) = (folder.display(), format!("{}/dev/mailbox", settings.public_url));
        found.push(("MAIL_PROVIDER", format!("mails are written into {folder}: look at {page}")));
    }
    if settings.first_run == FirstRun::Demo {
        found.push(("FIRST_RUN", "an empty database gets the demo course".to_owned()));
    }
    found
}
