use super::closed::{Closed, Owned, Resume, go_to_order};
use super::pay_form::PayForm;
use crate::api::{
    Result, checkout,
    dto::{CheckoutView, KeptSeat},
};
use crate::components::{BareHeader, LegalLinks, loaded};
use crate::request;
use leptos::prelude::*;

/// The checkout.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let of_address = ["seat", "quote", "coupon", "vat_id"].map(request::query_value);
    Suspend::new(async move {
        let [seat, quote, coupon, vat_id] = of_address;
        let answer = checkout::quote(seat, quote, Vec::new(), coupon, None, vat_id).await;
        view! { <CheckoutFrame answer /> }
    })
}

/// The checkout with what it shows.
#[component]
pub fn CheckoutFrame(
    /// What it shows.
    answer: Result<CheckoutView>,
) -> impl IntoView {
    let title = answer.as_ref().map(|view| view.title.clone()).unwrap_or_default();
    view! {
        <BareHeader title><span class="text-sm whitespace-nowrap text-muted">"Secure checkout"</span></BareHeader>
        <main id="main" tabindex="-1">{loaded(answer, choose)}</main>
        <footer class="border-t border-line"><div class="shell py-6"><LegalLinks /></div></footer>
    }
}

fn choose(view: CheckoutView) -> AnyView {
    match view {
        CheckoutView { under_way: Some(public_id), .. } => go_to_order(&public_id),
        CheckoutView { owned: true, .. } => view! { <Owned /> }.into_any(),
        CheckoutView { quote: Some(quote), .. } => view! { <PayForm quote view=CheckoutView { quote: None, ..view } /> }.into_any(),
        CheckoutView { resume: Some(order), .. } => view! { <Resume order /> }.into_any(),
        CheckoutView { unavailable, kept_seat, .. } => {
            let why = unavailable.unwrap_or(domain::scarcity::Unavailable::Paused);
            view! { <Closed why kept_seat_gone=kept_seat == Some(KeptSeat::Gone) /> }.into_any()
        }
    }
}
