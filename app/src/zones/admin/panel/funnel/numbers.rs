use crate::api::dto::StepNumbers;
use domain::tax::percent;
use leptos::prelude::*;

/// A rate in per cent; a dash where there is none yet.
pub fn rate_words(rate: Option<u32>) -> String {
    rate.map_or_else(|| "–".to_owned(), percent)
}

/// The numbers of a step with their names.
pub fn figures(step: &StepNumbers) -> [(&'static str, String); 5] {
    [
        ("Shown", step.shown.to_string()),
        ("Accepted", step.accepted.to_string()),
        ("Declined", step.declined.to_string()),
        ("Failed", step.failed.to_string()),
        ("Take rate", rate_words(step.rate)),
    ]
}

/// What each number counts.
#[component]
pub fn Definitions() -> impl IntoView {
    let of = [
        ("Shown", "Buyers who saw the offer. One who was never offered it, because they own it or it was paused, is not counted."),
        ("Accepted", "Buyers who paid for it."),
        ("Declined", "Buyers who said no. Those whose time ran out, or who have not decided, are counted in neither."),
        ("Failed", "Buyers of whom at least one charge was refused, whatever they did then."),
        ("Take rate", "Accepted of shown. Of an addition: of all paid orders."),
    ];
    let definition =
        |(name, words): (&'static str, &'static str)| view! { <div><dt class="font-semibold">{name}</dt><dd>{words}</dd></div> };
    view! {
        <details class="mt-6 text-sm text-muted">
            <summary class="quiet-link">"What the numbers mean"</summary>
            <dl class="mt-3 grid max-w-[44rem] gap-2">{of.into_iter().map(definition).collect_view()}</dl>
        </details>
    }
}
