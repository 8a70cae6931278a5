use leptos::prelude::*;

/// An address to pass on, and a button that copies it. Without scripts it is marked and copied by hand.
#[component]
pub fn CopyLink(
    /// What it is, for who does not see it.
    label: &'static str,
    /// Its id.
    id: &'static str,
    /// The address.
    link: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            <div class="flex gap-2">
                <input class="input min-w-0 flex-1 font-mono text-sm" id=id type="text" readonly value=link />
                <button type="button" class="btn btn-plain with-script" data-copies=id>"Copy"</button>
            </div>
            <p class="field-hint" role="status"></p>
        </div>
    }
}
