use super::frame::{Frame, described_by};
use leptos::prelude::*;

/// A labelled line of input with its hint and its error.
#[component]
pub fn Field(
    /// The label.
    label: &'static str,
    /// The name in the form, and the end of its id.
    #[prop(into)]
    name: String,
    /// What tells its id apart where a page has more of its name.
    #[prop(optional, into)]
    scope: Option<String>,
    /// The kind of input: `text`, `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Which keys a touch screen shows: `decimal`, `numeric`.
    #[prop(optional)]
    keys: Option<&'static str>,
    /// Between which values a browser lets one choose.
    #[prop(optional)]
    step: Option<&'static str>,
    /// What browsers may fill in.
    autocomplete: &'static str,
    /// The longest text that is accepted.
    #[prop(into)]
    maxlength: String,
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
    let described = described_by(&id);
    let invalid = move || error.get().map(|_| "true");
    view! {
        <Frame id=id.clone() label hint error>
            <input
                class="input"
                id=id
                name=name
                type=kind
                inputmode=keys
                step=step
                autocomplete=autocomplete
                maxlength=maxlength
                required=required
                value=value
                aria-invalid=invalid
                aria-describedby=described
            />
        </Frame>
    }
}
