use crate::components::{Glyph, Icon, LocalTime, Ticking};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// Until when the seat is held: a moment on the server, a running clock with scripts. Hidden while it is not.
#[component]
pub fn HoldClock(
    /// The seat is held until this moment.
    #[prop(into)]
    until: Option<DateTime<Utc>>,
    /// The server's time.
    now: DateTime<Utc>,
) -> impl IntoView {
    let words = until.map(|at| view! { "Your seat and this price are held until "<LocalTime at />"." });
    view! {
        <p class="alert" role="timer" hidden=until.is_none() data-hold="">
            <Icon glyph=Glyph::Clock />
            <Ticking until now before="Your seat and this price are held for " after="."
                over="The time for holding your seat is over. If you pay now, we first look whether one is left.">{words}</Ticking>
        </p>
    }
}
