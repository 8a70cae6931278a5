use super::frame::{Frame, described_by};
use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// A labelled password with its hint and its error. Pasting is welcome; nothing is cut off. Once the page is alive it can be looked at.
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
    /// Is told what is typed.
    #[prop(optional, into)]
    on_type: Option<Callback<String>>,
) -> impl IntoView {
    let id = "field-password";
    let (shown, show) = signal(false);
    let (alive, come_alive) = signal(false);
    Effect::new(move |_| come_alive.set(true));
    let told = move |event| {
        if let Some(tell) = on_type {
            tell.run(event_target_value(&event));
        }
    };
    view! {
        <Frame id=id.to_owned() label hint error>
            <div class="password-field">
                <input
                    class="input"
                    id=id
                    name="password"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=described_by(id)
                    on:input=told
                />
                <button
                    type="button"
                    class="password-eye"
                    hidden=move || !alive.get()
                    aria-controls=id
                    aria-pressed=move || if shown.get() { "true" } else { "false" }
                    aria-label="Show the password"
                    on:click=move |_| show.update(|shown| *shown = !*shown)
                >
                    {move || view! { <Icon glyph=if shown.get() { Glyph::EyeOff } else { Glyph::Eye } /> }}
                </button>
            </div>
        </Frame>
    }
}
