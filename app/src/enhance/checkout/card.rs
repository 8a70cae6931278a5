//! The page's one card form.

use super::{notice, pay};
use crate::api::dto::StripeClient;
use crate::enhance::dom;
use crate::interop::{CardFault, CardForm, CardFormMode};
use domain::money::{Currency, Money};
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

thread_local! {
    static FORM: RefCell<Option<CardForm>> = const { RefCell::new(None) };
}

/// Puts the provider's form into the place that is kept for it.
pub fn touch(part: &Element) {
    let Some(key) = dom::all::<Element>(part, "[data-card]").pop().and_then(|place| place.get_attribute("data-card")) else { return };
    spawn_local(async move {
        let mode = match shown() {
            Some(amount) => Some(CardFormMode::Deferred(amount)),
            None => pay::open().await.map(CardFormMode::Open),
        };
        if let Some(mode) = mode {
            mount(&client(key), mode).await;
        }
    });
}

async fn mount(client: &StripeClient, mode: CardFormMode) {
    let mounted = CardForm::mount(client, mode, "#card-form", || hide("[data-card-waits]", true)).await;
    if let Ok(form) = mounted {
        return FORM.set(Some(form));
    }
    hide("[data-card-waits]", true);
    hide("[data-card-missing]", false);
}

fn hide(selector: &str, hidden: bool) {
    if let Some(page) = dom::first("main") {
        dom::hide(&page, selector, hidden);
    }
}

/// The form, once it is there.
pub fn form() -> Result<CardForm, CardFault> {
    FORM.with_borrow(Clone::clone).ok_or(CardFault::NoScript)
}

/// The price that the page shows; `None` where an order is paid, whose price is fixed.
pub fn shown() -> Option<Money> {
    let field = dom::first("input[data-amount]")?;
    let currency = Currency::from_code(&field.get_attribute("data-currency")?)?;
    Some(Money::new(field.get_attribute("data-amount")?.parse().ok()?, currency))
}

/// The provider, by the key that a page carries. Its script is in the page already.
pub fn client(publishable_key: String) -> StripeClient {
    StripeClient { publishable_key, script_url: String::new() }
}

/// Says that something about the card went wrong.
pub fn refuse(fault: &CardFault) {
    notice::show(Some(&crate::components::Notice::of_card(fault)));
}
