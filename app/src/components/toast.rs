use super::{Glyph, Icon};
use leptos::prelude::*;
use std::borrow::Cow;
use std::time::Duration;

const SHOWN_FOR: Duration = Duration::from_secs(6);

/// Says short things at the bottom of the page.
#[derive(Clone, Copy, Debug)]
pub struct Toaster(RwSignal<Vec<(u32, Cow<'static, str>)>>);

impl Toaster {
    /// Says something for a few seconds. Only in the browser.
    pub fn say(self, words: impl Into<Cow<'static, str>>) {
        let id = self.0.with_untracked(|toasts| toasts.last().map_or(0, |(id, _)| id + 1));
        self.0.update(|toasts| toasts.push((id, words.into())));
        set_timeout(move || self.0.update(|toasts| toasts.retain(|(other, _)| *other != id)), SHOWN_FOR);
    }
}

/// Makes the toaster of a zone. Its [`Toasts`] go at the end of the root component.
pub fn provide_toasts() -> Toaster {
    let toaster = Toaster(RwSignal::new(Vec::new()));
    provide_context(toaster);
    toaster
}

/// The place where toasts appear.
#[component]
pub fn Toasts(
    /// Who speaks.
    toaster: Toaster,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toaster.0.get() key=|(id, _)| *id let:toast>
                <p class="toast"><Icon glyph=Glyph::Info />{toast.1}</p>
            </For>
        </div>
    }
}
