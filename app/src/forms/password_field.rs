use super::frame::{Frame, described_by};
use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// A labelled password with its hint and its error. Pasting is welcome; nothing is cut off. Scripts let it be looked at.
#[component]
pub fn PasswordField(
    /// The label.
    label: &'static str,
    /// What password managers are to do: `current-password` or `new-password`.
    autocomplete: &'static str,
    /// A line below it.
    #[prop(default = "")]
    hint: &'static str,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// The id of what tells what its length is worth, where it is a new one.
    #[prop(optional)]
    meter: Option<&'static str>,
) -> impl IntoView {
    let id = "field-password";
    view! {
        <Frame id=id.to_owned() label hint error>
            <div class="password-field">
                <input
                    class="input"
                    id=id
                    name="password"
                    type="password"
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=described_by(id)
                    data-meter=meter
                />
                <button type="button" class="password-eye" hidden aria-controls=id aria-pressed="false" aria-label="Show the password">
                    <Icon glyph=Glyph::Eye />
                    <Icon glyph=Glyph::EyeOff />
                </button>
            </div>
        </Frame>
    }
}
