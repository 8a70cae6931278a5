use super::bump_card::BumpCard;
use super::coupon_field::CouponField;
use super::pay_flow::PayFlow;
use super::summary::Summary;
use super::tax_fields::TaxFields;
use crate::api::checkout;
use crate::request;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// What can be chosen, and what it costs. Without WASM a form of its own, whose button looks the price up.
#[component]
pub fn ChoicesForm(
    /// The course's title.
    title: String,
    /// The page's state.
    flow: PayFlow,
    /// Seats left, if there is a limit.
    seats_left: Option<u32>,
) -> impl IntoView {
    let coupon = NodeRef::<leptos::html::Input>::new();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let code = coupon.get_untracked().map(|input| input.value()).unwrap_or_default();
        flow.choose(move |picked| picked.coupon = code);
    };
    let seat = request::query_value("seat").map(|token| view! { <input type="hidden" name="seat" value=token /> });
    let bumps = move || flow.choices.with(|choices| choices.bumps.clone());
    view! {
        <form class="grid gap-5 lg:sticky lg:top-8" method="post" action=checkout::Quote::url() on:submit=on_submit aria-label="What you buy">
            {seat}
            <For each=bumps key=|bump| (bump.offer, bump.price) children=move |bump| view! { <BumpCard bump flow /> } />
            <Summary title quote=flow.quote seats_left>
                <CouponField flow input=coupon />
                <TaxFields flow />
                <div class="without-script"><button class="btn btn-plain w-full" type="submit">"Update the total"</button></div>
            </Summary>
        </form>
    }
}
