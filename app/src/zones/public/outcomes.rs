use crate::api::dto::TitledText;
use leptos::prelude::*;

/// What you will be able to do.
#[component]
pub fn Outcomes(
    /// The outcomes.
    outcomes: Vec<TitledText>,
) -> impl IntoView {
    let outcome = |(index, outcome): (usize, TitledText)| {
        view! {
            <li class="grid grid-cols-[2.25rem_1fr]">
                <span class="numeral" aria-hidden="true">{index + 1}</span>
                <div>
                    <h3>{outcome.title}</h3>
                    <p class="mt-1 text-muted">{outcome.text}</p>
                </div>
            </li>
        }
    };
    view! {
        <section class="border-y border-line bg-sunken py-16 md:py-20" aria-labelledby="outcomes">
            <div class="shell">
                <h2 id="outcomes">"What you will be able to do"</h2>
                <ol class="mt-9 grid gap-x-12 gap-y-8 md:grid-cols-2">{outcomes.into_iter().enumerate().map(outcome).collect_view()}</ol>
            </div>
        </section>
    }
}
