use super::fields::{CouponFields, Stored};
use super::standing::{CouponBadge, takes_words, uses_words};
use crate::api::coupons::{self, ChangeCoupon, SwitchCoupon};
use crate::api::dto::{CouponDetail, Takes};
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded};
use crate::forms::Submit;
use crate::paths;
use crate::zones::admin::done::Done;
use crate::zones::admin::panel::copy_link::CopyLink;
use crate::zones::admin::panel::typed::Typed;
use crate::zones::admin::refused::Refused;
use domain::money::Currency;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

const DONE: &[(&str, &str)] = &[
    ("added", "The coupon is there, and holds."),
    ("changed", "The coupon is changed. Orders that use it keep what it said."),
    ("paused", "The coupon is paused: it takes nothing off until you resume it."),
    ("resumed", "The coupon is running."),
];

/// One coupon, with what can be changed.
#[component]
pub fn CouponPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let (change, switch) = (ServerAction::<ChangeCoupon>::new(), ServerAction::<SwitchCoupon>::new());
    let source = move || (params.with(|params| params.get("code").unwrap_or_default()), query.with(|query| query.get("done")));
    let coupon =
        Resource::new_blocking(move || (source(), change.version().get(), switch.version().get()), |((code, _), ..)| coupons::coupon(code));
    view! {
        <PageTitle text="Coupon · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(coupon.await, move |coupon| view! { <Detail coupon change switch /> }) })}
        </Transition>
    }
}

#[component]
fn Detail(coupon: CouponDetail, change: ServerAction<ChangeCoupon>, switch: ServerAction<SwitchCoupon>) -> impl IntoView {
    let (code, takes) = (coupon.row.code.clone(), takes_words(coupon.row.takes));
    view! {
        <Done words=DONE />
        <a class="quiet-link" href=paths::admin_coupons().to_string()><Icon glyph=Glyph::ArrowLeft />"All coupons"</a>
        <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"><h1 class="font-mono break-all">{code}</h1><CouponBadge standing=coupon.row.standing enabled=coupon.row.enabled /></div>
        <p class="mt-1 text-sm text-muted">"Takes "{takes}" off"</p>
        <div class="mt-8 grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
            <ChangeCard coupon=coupon.clone() action=change />
            <div class="grid min-w-0 gap-6">
                <section class="card grid gap-4" aria-labelledby="pass-on">
                    <h2 id="pass-on" class="text-xl">"Pass it on"</h2>
                    <CopyLink label="A link that applies it by itself" id="coupon-link" link=coupon.link.clone() />
                </section>
                <UsesCard coupon=coupon.clone() />
                <SwitchCard coupon action=switch />
            </div>
        </div>
    }
}

#[component]
fn ChangeCard(coupon: CouponDetail, action: ServerAction<ChangeCoupon>) -> impl IntoView {
    let typed = Typed::of::<ChangeCoupon>();
    let currency = match coupon.row.takes {
        Takes::Amount(amount) => amount.currency,
        Takes::Percent(_) => coupon.offers.iter().find_map(|offer| offer.price).map_or(Currency::Eur, |price| price.currency),
    };
    let stored = Stored {
        takes: coupon.row.takes,
        currency,
        starts_at: coupon.starts_at,
        expires_at: coupon.row.expires_at,
        max_uses: coupon.row.max_uses,
        once: coupon.once_per_person,
        only: coupon.only,
        offers: coupon.offers,
    };
    view! {
        <section class="card grid min-w-0 gap-5" aria-labelledby="change">
            <h2 id="change" class="text-xl">"What it says"</h2>
            <ActionForm action attr:class="grid gap-5">
                <input type="hidden" name="code" value=coupon.row.code />
                <input type="hidden" name="version" value=coupon.version />
                <CouponFields stored typed action />
                <Refused action />
                <p><Submit pending=action.pending()>"Save"</Submit></p>
            </ActionForm>
        </section>
    }
}

#[component]
fn UsesCard(coupon: CouponDetail) -> impl IntoView {
    view! {
        <section class="card grid gap-4" aria-labelledby="uses">
            <h2 id="uses" class="text-xl">"Used "{uses_words(coupon.row.uses, coupon.row.max_uses)}</h2>
            <dl class="facts">
                <div><dt>"In paid orders"</dt><dd>{coupon.spent}</dd></div>
                <div><dt>"In orders that wait for money"</dt><dd>{coupon.held}</dd></div>
                <div><dt>"Came back with orders that ended unpaid"</dt><dd>{coupon.returned}</dd></div>
            </dl>
        </section>
    }
}

#[component]
fn SwitchCard(coupon: CouponDetail, action: ServerAction<SwitchCoupon>) -> impl IntoView {
    let (on, words) = if coupon.row.enabled { ("false", "Pause it") } else { ("true", "Resume it") };
    let look = if coupon.row.enabled { "btn-plain" } else { "btn-primary" };
    view! {
        <section class="card" aria-label="Pause or resume">
            <ActionForm action attr:class="grid gap-3">
                <input type="hidden" name="code" value=coupon.row.code />
                <input type="hidden" name="version" value=coupon.version />
                <input type="hidden" name="on" value=on />
                <Refused action />
                <Submit pending=action.pending() look>{words}</Submit>
            </ActionForm>
        </section>
    }
}
