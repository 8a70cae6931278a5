use super::{Glyph, Icon};
use leptos::prelude::*;

/// How serious an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// It worked.
    Positive,
    /// Needs a look.
    Warning,
    /// Did not work.
    Danger,
}

/// A message inside a page.
#[component]
pub fn Alert(
    /// How serious it is.
    tone: Tone,
    /// The message.
    children: Children,
) -> impl IntoView {
    let (class, glyph) = match tone {
        Tone::Info => ("alert", Glyph::Info),
        Tone::Positive => ("alert alert-positive", Glyph::CircleCheck),
        Tone::Warning => ("alert alert-warning", Glyph::Warning),
        Tone::Danger => ("alert alert-danger", Glyph::CircleAlert),
    };
    view! {
        <div class=class>
            <Icon glyph />
            <div class="grid gap-1">{children()}</div>
        </div>
    }
}
