//! The browser entry. Built once a zone, so that no page carries another zone's code; with all zones on, `<body>` decides.

use app::interop::{body_attribute, load_redirects};
use app::zones::Zone;
use wasm_bindgen::prelude::wasm_bindgen;

/// Brings the page to life.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    load_redirects();
    if let Some(zone) = body_attribute("data-zone").and_then(|name| Zone::from_name(&name)) {
        enter(zone);
    }
}

fn enter(zone: Zone) {
    match zone {
        #[cfg(feature = "public")]
        Zone::Public => app::enhance::page(),
        #[cfg(feature = "checkout")]
        Zone::Checkout => app::enhance::checkout(),
        #[cfg(feature = "auth")]
        Zone::Auth => app::enhance::page(),
        #[cfg(feature = "learn")]
        Zone::Learn => app::enhance::learn(),
        #[cfg(feature = "admin")]
        Zone::Admin => app::zones::admin::hydrate(),
        #[cfg(not(all(feature = "public", feature = "checkout", feature = "auth", feature = "learn", feature = "admin")))]
        _ => {}
    }
}
