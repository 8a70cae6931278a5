use crate::api::dto::BumpView;
use crate::components::{LowestPrice, PriceBefore, live, live_words};
use leptos::prelude::*;

/// An addition to tick. It is never ticked beforehand.
#[component]
pub fn BumpCard(
    /// The addition.
    bump: BumpView,
) -> impl IntoView {
    let BumpView { offer, title, text, price, compared, ticked } = bump;
    let id = format!("bump-{offer}");
    let text_id = format!("{id}-text");
    let before = compared.map(|compared| view! { <PriceBefore price=compared.compare_at />" " });
    let lowest = compared.map(|compared| view! { <LowestPrice price=compared.lowest_30d /> });
    view! {
        <div class="card bump flex items-start gap-3.5">
            <input class="mt-1 size-5 flex-none" type="checkbox" id=id.clone() name="bumps[]" value=offer.to_string() checked=ticked
                autocomplete="off" aria-describedby=text_id.clone() />
            <div class="grid grow gap-1">
                <label class="flex flex-wrap items-baseline justify-between gap-x-3 font-semibold" for=id>
                    <span>"Add "{title}</span>
                    <span class="tabular-nums">{live_words(view! { {before}"+ "{price.to_string()} })}</span>
                </label>
                <p class="text-sm text-muted" id=text_id>{text}</p>
                {live(lowest)}
            </div>
        </div>
    }
}
