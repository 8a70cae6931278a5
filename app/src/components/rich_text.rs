use leptos::prelude::*;

/// A text with markup. Only for HTML that the server sanitised when it was written.
#[component]
pub fn RichText(
    /// The sanitised HTML.
    html: String,
) -> impl IntoView {
    view! { <div class="prose" inner_html=html></div> }
}
