use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// What is wrong with a field of the choices.
#[component]
pub fn FieldError(
    /// Its id, by which the field names it.
    id: &'static str,
    /// What is wrong.
    words: Option<String>,
) -> impl IntoView {
    let none = words.is_none();
    view! {
        <p class="field-error" id=id role="alert" hidden=none>
            <Icon glyph=Glyph::CircleAlert />
            <span>{words}</span>
        </p>
    }
}
