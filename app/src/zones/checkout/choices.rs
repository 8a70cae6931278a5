use super::bump_card::BumpCard;
use super::coupon_field::CouponField;
use super::summary::Summary;
use super::tax_fields::TaxFields;
use crate::api::checkout;
use crate::api::dto::{Choices, QuoteView};
use crate::request;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// What can be chosen, and what it costs. A form of its own: its button looks the price up, and scripts do so at each choice.
#[component]
pub fn ChoicesForm(
    /// The course's title.
    title: String,
    /// What can be chosen, and what is.
    choices: Choices,
    /// What it costs.
    quote: QuoteView,
    /// Seats left, if there is a limit.
    seats_left: Option<u32>,
) -> impl IntoView {
    let seat = request::query_value("seat").map(|token| view! { <input type="hidden" name="seat" value=token /> });
    let Choices { bumps, coupon, tax } = choices;
    view! {
        <form class="grid gap-5 lg:sticky lg:top-8" method="post" action=checkout::Quote::url() data-choices="" aria-label="What you buy">
            {seat}
            {bumps.into_iter().map(|bump| view! { <BumpCard bump /> }).collect_view()}
            <Summary title quote seats_left>
                <CouponField coupon />
                <TaxFields tax />
                <div class="without-script"><button class="btn btn-plain w-full" type="submit">"Update the total"</button></div>
            </Summary>
        </form>
    }
}
