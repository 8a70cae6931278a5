use super::{Glyph, Icon};
use leptos::prelude::*;

/// The place at the bottom of the page where scripts say short things, each as the template has it.
#[component]
pub fn Toasts() -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite"></div>
        <template data-toast=""><p class="toast"><Icon glyph=Glyph::Info /><span></span></p></template>
    }
}
