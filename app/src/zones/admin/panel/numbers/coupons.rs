use super::chooser::Choice;
use super::section::{Meanings, Section};
use super::table::NumberTable;
use crate::api::dto::NumbersView;
use crate::components::text;
use leptos::prelude::*;

const MEANINGS: [(&str, &str); 3] = [
    ("Orders", "Orders that were paid in these days with the coupon."),
    ("Revenue", "What they brought, tax and all: the price after the coupon."),
    ("Refunded", "What of it was refunded until today."),
];

/// Coupons that were used.
#[component]
pub fn Coupons(
    /// The numbers.
    numbers: NumbersView,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let row = |coupon: crate::api::dto::CouponSums| {
        vec![coupon.code, text::number(coupon.uses), coupon.revenue.to_string(), coupon.refunded.to_string()]
    };
    let rows: Vec<_> = numbers.coupons.into_iter().map(row).collect();
    let table = if rows.is_empty() {
        view! { <p class="text-muted">"No coupon was used in these days."</p> }.into_any()
    } else {
        view! { <NumberTable label="Coupons" columns=vec!["Coupon", "Orders", "Revenue", "Refunded"] rows /> }.into_any()
    };
    view! {
        <Section id="coupons" title="Coupons" choice>
            {table}
            <Meanings words=MEANINGS.to_vec() />
        </Section>
    }
}
