//! The cookies that the site sets, and how it reads them back.

use crate::config::Settings;
use crate::services::second_factor::codes::READABLE;
use crate::services::setup::KEY_LIFE;
use app::api::ports::BrowserCookie;
use domain::session::LIFE;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

/// A browser remembers its order so long.
const ORDER_LIFE_S: i64 = 7 * 24 * 60 * 60;
/// A visitor is asked about measuring again after this.
const CHOICE_LIFE_S: i64 = 180 * 24 * 60 * 60;

/// The name of the session cookie. Over TLS the `__Host-` prefix ties it to this host and to TLS.
pub fn session_name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-session" } else { "session" }
}

/// The name of the cookie that says which order this browser made.
pub fn order_name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-order" } else { "order" }
}

/// The name of the cookie that says that this browser has shown the code of the first run.
pub fn setup_name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-setup" } else { "setup" }
}

/// The name of the cookie of which new recovery codes are made.
pub fn recovery_name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-recovery" } else { "recovery" }
}

/// The name of the cookie that says what this browser chose about measuring.
pub fn measuring_name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-privacy" } else { "privacy" }
}

/// The `Set-Cookie` lines that take away what measuring services have set in this browser.
pub fn of_services(headers: &HeaderMap) -> Vec<HeaderValue> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
    let names = lines.filter_map(|pair| pair.trim().split_once('=')).map(|(name, _)| name);
    let of_service = names.filter(|name| name.starts_with("_ga") || ["_clck", "_clsk"].contains(name));
    of_service.filter_map(|name| HeaderValue::from_str(&format!("{name}=; Path=/; Max-Age=0")).ok()).collect()
}

/// The `Set-Cookie` line of a cookie.
pub fn line(settings: &Settings, cookie: &BrowserCookie) -> Option<HeaderValue> {
    let (name, value, life_s) = match cookie {
        BrowserCookie::Session(token) => (session_name(settings), token.as_str(), LIFE.num_seconds()),
        BrowserCookie::SignedOut => (session_name(settings), "", 0),
        BrowserCookie::OrderKey(key) => (order_name(settings), key.as_str(), ORDER_LIFE_S),
        BrowserCookie::SetupKey(key) => (setup_name(settings), key.as_str(), KEY_LIFE.num_seconds()),
        BrowserCookie::SetUp => (setup_name(settings), "", 0),
        BrowserCookie::RecoverySeed(seed) => (recovery_name(settings), seed.as_str(), READABLE.num_seconds()),
        BrowserCookie::RecoveryKept => (recovery_name(settings), "", 0),
        BrowserCookie::MeasuringChoice(choice) => (measuring_name(settings), choice.as_str(), CHOICE_LIFE_S),
    };
    let secure = if settings.is_https() { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={life_s}{secure}")).ok()
}

/// The value of a cookie that the browser sent.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
    let mut found = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(key, _)| *key == name);
    found.next().map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
}
