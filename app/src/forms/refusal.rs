use crate::api::ApiError;
use crate::components::{Alert, Tone, words_for};
use leptos::prelude::*;

/// Says why a form was refused. What is wrong with a field stands beside the field.
#[component]
pub fn Refusal(
    /// Why.
    error: Option<ApiError>,
) -> impl IntoView {
    let words = error.filter(|error| !matches!(error, ApiError::Invalid(_))).map(|error| words_for(&error));
    let alert = words.map(|words| view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> });
    view! { <div class="contents" role="alert">{alert}</div> }
}
