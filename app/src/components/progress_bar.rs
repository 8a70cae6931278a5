use domain::progress::Progress;
use leptos::prelude::*;

/// How much is done, as a bar. The same in words stands beside it.
#[component]
pub fn ProgressBar(
    /// How much.
    #[prop(into)]
    progress: Signal<Progress>,
    /// What it measures, for screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let percent = move || progress.get().percent().to_string();
    view! { <progress class="progress" max="100" value=percent aria-label=label></progress> }
}
