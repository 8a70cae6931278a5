use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// A labelled line of input with its hint and its error.
#[component]
pub fn Field(
    /// The label.
    label: &'static str,
    /// The name in the form, and the end of its id.
    name: &'static str,
    /// What tells its id apart where a page has more of its name.
    #[prop(optional, into)]
    scope: Option<String>,
    /// The kind of input: `text`, `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in.
    autocomplete: &'static str,
    /// The longest text that is accepted.
    maxlength: &'static str,
    /// What it begins with.
    #[prop(optional)]
    value: String,
    /// Whether it must be filled in.
    #[prop(default = true)]
    required: bool,
    /// A line below it.
    #[prop(default = "")]
    hint: &'static str,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    let id = scope.map_or_else(|| format!("field-{name}"), |scope| format!("field-{scope}-{name}"));
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = format!("{hint_id} {error_id}");
    let invalid = move || error.get().map(|_| "true");
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <input
                class="input"
                id=id
                name=name
                type=kind
                autocomplete=autocomplete
                maxlength=maxlength
                required=required
                value=value
                aria-invalid=invalid
                aria-describedby=described
            />
            <p class="field-hint" id=hint_id hidden=hint.is_empty()>{hint}</p>
            <p class="field-error" id=error_id role="alert" hidden=move || error.get().is_none()>
                <Icon glyph=Glyph::CircleAlert />
                <span>{move || error.get().unwrap_or_default()}</span>
            </p>
        </div>
    }
}
