use super::standing::{CouponBadge, takes_words, uses_words};
use crate::api::coupons;
use crate::api::dto::{CouponRow, CouponsView};
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, loaded};
use crate::paths;
use leptos::prelude::*;

/// All coupons, newest first.
#[component]
pub fn CouponsPage() -> impl IntoView {
    let list = OnceResource::new_blocking(coupons::coupons());
    view! {
        <PageTitle text="Coupons · Admin" />
        <div class="panel-head">
            <h1>"Coupons"</h1>
            <a class="btn btn-plain btn-sm" href=paths::admin_add_coupon().to_string()><Icon glyph=Glyph::Plus />"Make a coupon"</a>
        </div>
        <p class="mt-2 max-w-[44rem] text-muted">"A use is taken with the seat, stays with the payment, and comes back with an order that ends unpaid."</p>
        <Suspense fallback=PageSkeleton>{move || Suspend::new(async move { loaded(list.await, |list| view! { <Coupons list /> }) })}</Suspense>
    }
}

#[component]
fn Coupons(list: CouponsView) -> impl IntoView {
    if list.coupons.is_empty() {
        return view! { <p class="card mt-6 text-muted">"There is no coupon yet."</p> }.into_any();
    }
    view! {
        <div class="card mt-6 overflow-hidden p-0 sm:p-0">
            <table class="table table-stack">
                <thead><tr><th scope="col">"Code"</th><th scope="col">"Takes off"</th><th scope="col">"Used"</th><th scope="col">"Until"</th><th scope="col">"State"</th></tr></thead>
                <tbody>{list.coupons.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(coupon: CouponRow) -> impl IntoView {
    let until = coupon.expires_at.map(|at| view! { <LocalTime at date_only=true /> });
    let page = paths::admin_coupon(&coupon.code).to_string();
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2"><a class="link font-mono font-semibold break-all" href=page>{coupon.code}</a></td>
            <td>{takes_words(coupon.takes)}</td>
            <td class="text-muted"><span class="md:hidden">"Used "</span>{uses_words(coupon.uses, coupon.max_uses)}</td>
            <td class="text-muted">{until}</td>
            <td><CouponBadge standing=coupon.standing enabled=coupon.enabled /></td>
        </tr>
    }
}
