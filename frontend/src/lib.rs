//! The browser entry. Built once a bundle, so that no page carries another's code; with all of them on, `<body>` decides.

use app::interop::body_attribute;
use wasm_bindgen::prelude::wasm_bindgen;

/// Brings the page to life.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    enter(&body_attribute("data-bundle").unwrap_or_default());
}

fn enter(bundle: &str) {
    match bundle {
        #[cfg(feature = "public")]
        "public" => app::enhance::page(),
        #[cfg(feature = "checkout")]
        "checkout" => app::enhance::checkout(),
        #[cfg(feature = "auth")]
        "auth" => app::enhance::page(),
        #[cfg(feature = "learn")]
        "learn" => app::enhance::learn(),
        #[cfg(feature = "admin")]
        "admin" => app::enhance::admin(),
        #[cfg(feature = "desk")]
        "desk" => app::zones::admin::desk::hydrate(),
        _ => {}
    }
}
