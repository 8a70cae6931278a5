use super::field_error::FieldError;
use crate::api::dto::CouponView;
use crate::components::{coupon_words, live};
use leptos::prelude::*;

/// The field for a coupon's code, with why a code takes nothing off.
#[component]
pub fn CouponField(
    /// What was typed.
    coupon: Option<CouponView>,
) -> impl IntoView {
    let open = coupon.is_some();
    let refusal = coupon.as_ref().and_then(|coupon| coupon.refusal).map(coupon_words);
    let applied = coupon.as_ref().is_some_and(|coupon| coupon.refusal.is_none()).then(|| {
        view! {
            <p class="flex items-center justify-between gap-3 text-sm" role="status">
                <span>"The coupon is applied."</span>
                <button class="link with-script" type="button" data-remove-coupon="">"Remove"</button>
            </p>
        }
    });
    let code = coupon.map(|coupon| coupon.code).unwrap_or_default();
    let invalid = refusal.is_some().then_some("true");
    view! {
        <details class="text-sm" open=open>
            <summary class="link min-h-11 content-center">"Have a coupon code?"</summary>
            <div class="field pt-2">
                <label class="field-label" for="field-coupon">"Coupon code"</label>
                <div class="flex gap-2">
                    <input class="input uppercase" id="field-coupon" name="coupon" type="text" maxlength="40" autocomplete="off" autocapitalize="characters"
                        spellcheck="false" value=code aria-describedby="field-coupon-error" aria-invalid=invalid />
                    <button class="btn btn-plain flex-none" type="submit">"Apply"</button>
                </div>
                {live(view! { <FieldError id="field-coupon-error" words=refusal />{applied} })}
            </div>
        </details>
    }
}
