//! Moments in the reader's own time, and the time that is left until them.

use super::dom;
use crate::components::text;
use crate::interop;
use js_sys::Date;
use leptos::prelude::document;
use std::cell::Cell;
use std::time::Duration;
use wasm_bindgen::JsValue;
use web_sys::Element;

thread_local! {
    /// How far the server's clock is before the browser's, in milliseconds, once it is known.
    static AHEAD_MS: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Counts down every second, once the server's time is known.
pub fn begin() {
    let tick = || {
        if let Some(page) = document().document_element() {
            count_down(&page);
        }
    };
    let _ = leptos::prelude::set_interval_with_handle(tick, Duration::from_secs(1));
}

/// The server has told its time.
pub fn set_server_time(machine_time: &str) {
    AHEAD_MS.set(Some(milliseconds(machine_time) - Date::now()));
}

/// Tells moments as their reader does.
pub fn touch(part: &Element) {
    if let Some(now) = dom::all::<Element>(part, "[data-now]").first().and_then(|clock| clock.get_attribute("data-now")) {
        set_server_time(&now);
    }
    dom::all::<Element>(part, "time[datetime]").iter().for_each(tell_locally);
    count_down(part);
}

fn tell_locally(time: &Element) {
    let moment = time.get_attribute("datetime").unwrap_or_default();
    if let Some(local) = interop::local_time(&moment, time.has_attribute("data-day")) {
        time.set_text_content(Some(&local));
    }
}

/// Writes how much time is left.
pub fn count_down(part: &Element) {
    let Some(ahead) = AHEAD_MS.get() else { return };
    for clock in dom::all::<Element>(part, "[data-until]") {
        let word = |name| clock.get_attribute(name).unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, reason = "a time left in seconds fits")]
        let left = ((milliseconds(&word("data-until")) - Date::now() - ahead) / 1000.0) as i64;
        let words = if left > 0 { word("data-before") + &text::remaining(left) + &word("data-after") } else { word("data-over") };
        if clock.text_content().as_deref() != Some(words.as_str()) {
            clock.set_text_content(Some(&words));
        }
    }
}

fn milliseconds(machine_time: &str) -> f64 {
    Date::new(&JsValue::from_str(machine_time)).get_time()
}
