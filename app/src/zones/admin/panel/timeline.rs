use crate::api::dto::TimelineEntry;
use crate::components::LocalTime;
use leptos::prelude::*;

/// What happened, line by line.
#[component]
pub fn TimelineCard(
    /// The lines in order.
    lines: Vec<TimelineEntry>,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="timeline">
            <h2 id="timeline" class="text-xl">"What happened"</h2>
            <ol class="timeline mt-5">{lines.into_iter().map(line).collect_view()}</ol>
        </section>
    }
}

fn line(line: TimelineEntry) -> impl IntoView {
    view! {
        <li>
            <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted"><LocalTime at=line.at /><span class="badge">{line.kind}</span></p>
            <p class="mt-0.5 break-words">{line.what}</p>
        </li>
    }
}
