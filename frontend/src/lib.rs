//! The browser entry. Built once a zone, so that no page carries another zone's code; with all zones on, `<body>` decides.

use app::interop::{body_attribute, load_redirects};
use app::zones::{Page, Zone};
use wasm_bindgen::prelude::wasm_bindgen;

/// Brings the page to life.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    load_redirects();
    let zone = body_attribute("data-zone").and_then(|name| Zone::from_name(&name));
    let page = body_attribute("data-page").and_then(|name| Page::from_name(&name));
    if let (Some(zone), Some(page)) = (zone, page) {
        enter(zone, page);
    }
}

fn enter(zone: Zone, page: Page) {
    match (zone, page) {
        #[cfg(feature = "public")]
        (Zone::Public, _) => app::enhance::page(),
        #[cfg(feature = "checkout")]
        (Zone::Checkout, _) => app::enhance::checkout(),
        #[cfg(feature = "auth")]
        (Zone::Auth, _) => app::enhance::page(),
        #[cfg(feature = "learn")]
        (Zone::Learn, _) => app::zones::learn::hydrate(),
        #[cfg(feature = "admin")]
        (Zone::Admin, _) => app::zones::admin::hydrate(),
        #[cfg(not(all(feature = "public", feature = "checkout", feature = "auth", feature = "learn", feature = "admin")))]
        _ => {}
    }
}
