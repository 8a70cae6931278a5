use crate::api::Result;
use crate::components::{Alert, Tone, words_for};
use leptos::prelude::*;

/// Shows a list below its heading and its filters, or in its place what went wrong.
pub fn listed<T, V: IntoView + 'static>(answer: Result<T>, show: impl FnOnce(T) -> V) -> AnyView {
    match answer {
        Ok(list) => show(list).into_any(),
        Err(error) => {
            crate::api::context::set_page_status(error.status());
            let words = words_for(&error);
            view! {
                <div class="mt-6" role="alert">
                    <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert>
                </div>
            }
            .into_any()
        }
    }
}
