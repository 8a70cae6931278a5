use leptos::prelude::*;

/// Whether the next lesson follows by itself. It needs scripts, and is not shown without.
#[component]
pub fn GoOnSwitch() -> impl IntoView {
    view! {
        <label class="switch with-script">
            <input type="checkbox" role="switch" checked data-goes-on="" />
            "Play the next lesson by itself"
        </label>
    }
}
