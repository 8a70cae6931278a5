use super::text;
use crate::interop;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use std::time::Duration;

/// The seconds left until a moment, counted in the browser from the server's clock; `None` until the page is alive.
pub fn seconds_left(until: DateTime<Utc>, now: DateTime<Utc>) -> ReadSignal<Option<i64>> {
    let (left, set_left) = signal(None);
    Effect::new(move |_| {
        let total = (until - now).num_seconds();
        let started = interop::clock_s();
        let tick = move || set_left.set(Some((total - (interop::clock_s() - started)).max(0)));
        tick();
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    left
}

/// The time left until a moment, as words that count down. Empty on the server, and where the server's time is not known.
#[component]
pub fn Countdown(
    /// The moment.
    until: DateTime<Utc>,
    /// The server's time.
    #[prop(into)]
    now: Option<DateTime<Utc>>,
    /// What stands before the time.
    #[prop(default = "")]
    before: &'static str,
    /// What stands after the time.
    #[prop(default = "")]
    after: &'static str,
) -> impl IntoView {
    let left = now.map(|now| seconds_left(until, now));
    let words = move || match left.and_then(|left| left.get()) {
        Some(left) if left > 0 => format!("{before}{}{after}", text::remaining(left)),
        _ => String::new(),
    };
    view! { <span class="tabular-nums">{words}</span> }
}
