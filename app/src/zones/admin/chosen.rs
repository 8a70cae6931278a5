use crate::api::Result;
use crate::components::{Alert, Tone, words_for};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address chooses under a name; empty where it chooses nothing.
pub fn chosen(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()))
}

/// Shows a list below its heading and its filters, or in its place what went wrong.
pub fn listed<T, V: IntoView + 'static>(answer: Result<T>, show: impl FnOnce(T) -> V) -> AnyView {
    match answer {
        Ok(list) => show(list).into_any(),
        Err(error) => {
            #[cfg(feature = "ssr")]
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
