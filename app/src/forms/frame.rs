use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// What stands around an input: its label, its hint and its error. The input names them by [`described_by`].
#[component]
pub fn Frame(
    /// The input's id.
    id: String,
    /// The label.
    label: &'static str,
    /// A line below it; empty for none.
    hint: &'static str,
    /// What is wrong with it.
    error: Signal<Option<&'static str>>,
    /// The input.
    children: Children,
) -> impl IntoView {
    let [hint_id, error_id] = parts(&id);
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            {children()}
            <p class="field-hint" id=hint_id hidden=hint.is_empty()>{hint}</p>
            <p class="field-error" id=error_id role="alert" hidden=move || error.get().is_none()>
                <Icon glyph=Glyph::CircleAlert />
                <span>{move || error.get().unwrap_or_default()}</span>
            </p>
        </div>
    }
}

/// The ids of what describes an input.
pub fn described_by(id: &str) -> String {
    parts(id).join(" ")
}

fn parts(id: &str) -> [String; 2] {
    ["hint", "error"].map(|part| format!("{id}-{part}"))
}
