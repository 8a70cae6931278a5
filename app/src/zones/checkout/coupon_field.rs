use super::pay_flow::PayFlow;
use crate::components::{Glyph, Icon, coupon_words};
use leptos::html::Input;
use leptos::prelude::*;

/// The field for a coupon's code, with why a code takes nothing off.
#[component]
pub fn CouponField(
    /// The page's state.
    flow: PayFlow,
    /// The field itself.
    input: NodeRef<Input>,
) -> impl IntoView {
    let code = flow.choices.with_untracked(|choices| choices.coupon.as_ref().map(|coupon| coupon.code.clone()));
    let open = code.is_some();
    let refusal = move || flow.choices.with(|choices| choices.coupon.as_ref().and_then(|coupon| coupon.refusal).map(coupon_words));
    let applied = move || flow.choices.with(|choices| choices.coupon.as_ref().is_some_and(|coupon| coupon.refusal.is_none()));
    let remove = move |_| {
        if let Some(field) = input.get_untracked() {
            field.set_value("");
        }
        flow.choose(|picked| picked.coupon.clear());
    };
    view! {
        <details class="text-sm" open=open>
            <summary class="link min-h-11 content-center">"Have a coupon code?"</summary>
            <div class="field pt-2">
                <label class="field-label" for="field-coupon">"Coupon code"</label>
                <div class="flex gap-2">
                    <input class="input uppercase" id="field-coupon" name="coupon" type="text" maxlength="40" autocomplete="off" autocapitalize="characters"
                        spellcheck="false" value=code.unwrap_or_default() node_ref=input aria-describedby="field-coupon-error"
                        aria-invalid=move || refusal().map(|_| "true") />
                    <button class="btn btn-plain flex-none" type="submit">"Apply"</button>
                </div>
                <p class="field-error" id="field-coupon-error" role="alert" hidden=move || refusal().is_none()>
                    <Icon glyph=Glyph::CircleAlert />
                    <span>{move || refusal().unwrap_or_default()}</span>
                </p>
                <Show when=applied>
                    <p class="flex items-center justify-between gap-3 text-sm" role="status">
                        <span>"The coupon is applied."</span>
                        <button class="link with-script" type="button" on:click=remove>"Remove"</button>
                    </p>
                </Show>
            </div>
        </details>
    }
}
