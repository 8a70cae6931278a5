//! Passwords, proofs, and a person's own sessions.

mod addresses;
mod doors;
pub mod factor;
mod limits;
mod logged;
mod passwords;
mod proof;
mod renewal;
mod sessions;
mod tokens;
mod turns;

use crate::learning::student;
use crate::sign_in::sign_in;
use crate::support::browser::Answer;
use crate::support::{Browser, Shop};

/// A password that is hard to guess.
pub const GOOD: &str = "violet tractor umbrella nine";
/// Another one.
pub const BETTER: &str = "quarry lantern pepper sled";

/// A student who has just shown by a link who she is, and has a password. The browser is signed in.
pub async fn with_password(shop: &Shop, email: &str) -> Browser {
    student(shop, email).await;
    let browser = shop.browser();
    sign_in(shop, &browser, email).await;
    save(&browser, GOOD).await.ok();
    browser
}

pub async fn save(browser: &Browser, password: &str) -> Answer {
    browser.call("password/save", &[("password", password)]).await
}

pub async fn enter(browser: &Browser, email: &str, password: &str) -> Answer {
    browser.call("identity/sign_in_with_password", &[("email", email), ("password", password)]).await
}

/// Whether a browser is signed in.
pub async fn is_in(browser: &Browser) -> bool {
    browser.read("sessions/list", &[]).await.status == 200
}
