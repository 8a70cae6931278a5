//! From price to thank-you. The card form is the provider's, in a frame of its own. The server alone draws the pages; what scripts do
//! there is in `enhance`.

mod bump_card;
mod card_box;
mod checkout_page;
mod choices;
mod closed;
mod consent_box;
mod coupon_field;
mod email_hint;
mod field_error;
mod hold_clock;
mod invoice;
mod kept_seat;
mod notice;
mod order;
mod other_ways;
mod pay_button;
mod pay_form;
mod remind_box;
mod source_field;
mod summary;
mod tax_fields;

use super::Page;
use crate::forms::provide_plain_form_error;
pub use checkout_page::CheckoutFrame;
use checkout_page::CheckoutPage;
use invoice::InvoicePage;
use leptos::prelude::*;
use order::OrderPage;

/// The root of the zone.
#[component]
pub fn CheckoutRoot(
    /// The page.
    page: Page,
) -> impl IntoView {
    provide_plain_form_error();
    match page {
        Page::Invoice => view! { <InvoicePage /> }.into_any(),
        Page::Order => view! { <OrderPage /> }.into_any(),
        _ => view! { <CheckoutPage /> }.into_any(),
    }
}
