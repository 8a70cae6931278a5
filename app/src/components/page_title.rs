use leptos::prelude::*;
use leptos_meta::Title;

/// The title of a page in the zones whose pages name themselves.
///
/// The framework writes titles into the head without escaping them, so what could end the tag is dropped here.
#[component]
pub fn PageTitle(
    /// The title.
    #[prop(into)]
    mut text: String,
) -> impl IntoView {
    text.retain(|c| !matches!(c, '<' | '>'));
    view! { <Title text /> }
}
