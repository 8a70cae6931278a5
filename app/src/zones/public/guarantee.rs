use crate::api::dto::TitledText;
use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// The promise.
#[component]
pub fn GuaranteeSection(
    /// The words.
    guarantee: TitledText,
) -> impl IntoView {
    view! {
        <section class="shell pb-16 md:pb-24" aria-labelledby="guarantee">
            <div class="mx-auto flex max-w-[44rem] flex-col gap-5 sm:flex-row">
                <div class="disc flex-none"><Icon glyph=Glyph::Shield /></div>
                <div>
                    <h2 id="guarantee" class="text-xl">{guarantee.title}</h2>
                    <p class="mt-1.5 text-muted">{guarantee.text}</p>
                </div>
            </div>
        </section>
    }
}
