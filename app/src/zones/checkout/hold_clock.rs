use crate::components::{Glyph, Icon, LocalTime, seconds_left, text};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// Until when the seat is held: a moment on the server, a running clock in the browser.
#[component]
pub fn HoldClock(
    /// The seat is held until this moment.
    until: DateTime<Utc>,
    /// The server's time.
    now: DateTime<Utc>,
) -> impl IntoView {
    let left = seconds_left(until, now);
    let words = move || match left.get() {
        None => view! { "Your seat and this price are held until "<LocalTime at=until />"." }.into_any(),
        Some(0) => view! { "The time for holding your seat is over. If you pay now, we first look whether one is left." }.into_any(),
        Some(left) => {
            view! { "Your seat and this price are held for "<strong class="font-semibold tabular-nums">{text::remaining(left)}</strong>"." }
                .into_any()
        }
    };
    view! { <p class="alert" role="timer"><Icon glyph=Glyph::Clock /><span>{words}</span></p> }
}
