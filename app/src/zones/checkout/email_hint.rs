use crate::components::{Glyph, Icon};
use crate::interop;
use domain::email_hint::suggest;
use leptos::prelude::*;

/// Asks whether another address was meant, once the field is left. Only a hint: it keeps nobody from going on.
#[component]
pub fn EmailHint(
    /// The id of the field.
    field: &'static str,
) -> impl IntoView {
    let hint = RwSignal::new(None::<String>);
    Effect::new(move |_| interop::on_change(field, move |typed| hint.set(suggest(&typed))));
    let accept = move |_| {
        if let Some(meant) = hint.get_untracked() {
            interop::fill_in(field, &meant);
            hint.set(None);
        }
    };
    let words = move || {
        hint.get().map(|meant| {
            view! {
                <p class="alert">
                    <Icon glyph=Glyph::Mail />
                    <span>"Did you mean " <strong class="font-semibold break-all">{meant}</strong> "? " <button type="button" class="link font-semibold" on:click=accept>"Use it"</button></span>
                </p>
            }
        })
    };
    view! { <div class="contents" role="status">{words}</div> }
}
