use super::text;
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// The time left until a moment, which scripts write and count down once they know the server's time.
#[component]
pub fn Ticking(
    /// The moment.
    #[prop(into)]
    until: Option<DateTime<Utc>>,
    /// The server's time, on a page that nobody keeps.
    #[prop(optional, into)]
    now: Option<DateTime<Utc>>,
    /// What stands before the time.
    #[prop(default = "")]
    before: &'static str,
    /// What stands after the time.
    #[prop(default = "")]
    after: &'static str,
    /// What is said when it is over.
    #[prop(default = "")]
    over: &'static str,
    /// What is said without scripts.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (until, now) = (until.map(text::machine_time), now.map(text::machine_time));
    view! {
        <span class="tabular-nums" data-until=until data-now=now data-before=before data-after=after data-over=over>
            {children.map(|children| children())}
        </span>
    }
}
