use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// Asks whether another address was meant, once the field is left: scripts do. Only a hint: it keeps nobody from going on.
#[component]
pub fn EmailHint(
    /// The id of the field.
    field: &'static str,
) -> impl IntoView {
    view! {
        <div class="contents" role="status">
            <p class="alert" hidden data-email-hint=field>
                <Icon glyph=Glyph::Mail />
                <span>"Did you mean " <strong class="font-semibold break-all"></strong> "? " <button type="button" class="link font-semibold">"Use it"</button></span>
            </p>
        </div>
    }
}
