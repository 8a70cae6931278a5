use leptos::prelude::*;

/// Permission for one reminder. Unticked, and buying goes on the same without it.
#[component]
pub fn RemindBox() -> impl IntoView {
    view! {
        <label class="flex min-h-11 items-start gap-3 py-2 text-sm">
            <input class="mt-0.5 size-5 flex-none" type="checkbox" name="remind" value="on" />
            <span>"Remind me once by mail if I don’t finish."</span>
        </label>
    }
}
