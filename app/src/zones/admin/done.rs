use super::chosen::chosen;
use crate::components::{Alert, Tone};
use leptos::prelude::*;

/// Says what was just done, as the address that a form led to tells.
#[component]
pub fn Done(
    /// The words for what can have been done, by its name in the address.
    words: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let done = chosen("done");
    let said = move || words.iter().find(|(name, _)| *name == done.get()).map(|(_, words)| *words);
    view! {
        <div class="contents" role="status">
            {move || said().map(|words| view! { <div class="mb-6"><Alert tone=Tone::Positive><p>{words}</p></Alert></div> })}
        </div>
    }
}
