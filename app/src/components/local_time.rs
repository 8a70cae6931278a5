use super::text;
use crate::interop;
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// A moment: in UTC on the server, in the reader's own time once the page is alive.
#[component]
pub fn LocalTime(
    /// The moment.
    at: DateTime<Utc>,
    /// Leaves the time of day out.
    #[prop(optional)]
    date_only: bool,
) -> impl IntoView {
    let utc = if date_only { text::date(at) } else { text::date_time(at) };
    let (shown, show) = signal(utc);
    let machine = text::machine_time(at);
    Effect::new({
        let machine = machine.clone();
        move |_| {
            if let Some(local) = interop::local_time(&machine, date_only) {
                show.set(local);
            }
        }
    });
    view! { <time datetime=machine data-day=date_only>{shown}</time> }
}
