use crate::api::dto::ConsentView;
use leptos::prelude::*;

/// Asks whether the card may be kept for the offers that follow. It is never ticked beforehand, and paying works without it.
#[component]
pub fn ConsentBox(
    /// What is asked.
    words: ConsentView,
) -> impl IntoView {
    view! {
        <div class="flex items-start gap-3 text-sm">
            <input class="mt-1 size-5 flex-none" type="checkbox" id="field-consent" name="consent" autocomplete="off" />
            <label for="field-consent"><span class="font-semibold">"Optional. "</span><span class="text-muted">{words.text}</span></label>
        </div>
    }
}
