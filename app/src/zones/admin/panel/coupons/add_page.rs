use super::fields::{CouponFields, Stored};
use crate::api::coupons::{self, AddCoupon};
use crate::api::dto::{CouponsView, Takes};
use crate::api::error::Field as FieldName;
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded};
use crate::forms::{Field, Submit};
use crate::paths;
use crate::zones::admin::panel::typed::Typed;
use crate::zones::admin::refused::{Refused, problem};
use leptos::prelude::*;

/// What a new coupon takes off at first: a tenth.
const TENTH: Takes = Takes::Percent(1_000);

/// The form for another coupon.
#[component]
pub fn AddCouponPage() -> impl IntoView {
    let list = OnceResource::new_blocking(coupons::coupons());
    view! {
        <PageTitle text="Make a coupon · Admin" />
        <a class="quiet-link" href=paths::admin_coupons().to_string()><Icon glyph=Glyph::ArrowLeft />"All coupons"</a>
        <h1 class="mt-3">"Make a coupon"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"It holds at once, unless you say from when. Its code is never changed: it may stand in mails and on paper."</p>
        <Suspense fallback=PageSkeleton>{move || Suspend::new(async move { loaded(list.await, |list| view! { <AddForm list /> }) })}</Suspense>
    }
}

#[component]
fn AddForm(list: CouponsView) -> impl IntoView {
    let action = ServerAction::<AddCoupon>::new();
    let typed = Typed::of::<AddCoupon>();
    let stored = Stored {
        takes: TENTH,
        currency: list.currency,
        starts_at: None,
        expires_at: None,
        max_uses: None,
        once: true,
        only: Vec::new(),
        offers: list.offers,
    };
    view! {
        <section class="card mt-8 max-w-[36rem]" aria-label="The coupon">
            <ActionForm action attr:class="grid gap-5">
                <Field label="Code" name="code" autocomplete="off" maxlength="40" value=typed.or("code", "") hint="Letters, digits and dashes; small or large is the same." error=problem(action, FieldName::Code) />
                <CouponFields stored typed action />
                <Refused action />
                <Submit pending=action.pending()>"Make it"</Submit>
            </ActionForm>
        </section>
    }
}
