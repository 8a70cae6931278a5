use crate::api::ApiError;
use crate::api::error::Field;
use crate::components::{Alert, Tone, problem_words, words_for};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Says why a form was refused. What is wrong with a field stands beside the field.
#[component]
pub fn Refused<S>(
    /// The form's action.
    action: ServerAction<S>,
) -> impl IntoView
where
    S: ServerFn<Output = (), Error = ApiError> + Send + Sync + Clone + 'static,
{
    let error = move || action.value().get().and_then(Result::err).filter(|error| !matches!(error, ApiError::Invalid(_)));
    view! {
        <div class="contents" role="alert">
            {move || {
                error().map(|error| {
                    let words = words_for(&error);
                    view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
                })
            }}
        </div>
    }
}

/// Whether a form was refused: then it stays unfolded.
#[cfg(feature = "ssr")]
pub fn refused<S>(action: ServerAction<S>) -> bool
where
    S: ServerFn<Output = (), Error = ApiError> + Send + Sync + Clone + 'static,
{
    matches!(action.value().get(), Some(Err(_)))
}

/// What a form's answer says about one of its fields.
pub fn problem<S>(action: ServerAction<S>, field: Field) -> Signal<Option<&'static str>>
where
    S: ServerFn<Output = (), Error = ApiError> + Send + Sync + Clone + 'static,
{
    Signal::derive(move || {
        let error = action.value().get().and_then(Result::err)?;
        error.problem_with(field).map(|problem| problem_words(field, problem))
    })
}
