//! What is bought: each choice is sent to the server, which knows what it costs. The form itself is all that is known of it here.

use super::{card, notice};
use crate::api::ApiError;
use crate::components::Notice;
use crate::enhance::{dom, in_place, parts};
use crate::interop;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlFormElement, HtmlInputElement};

/// Choices within this time are looked up together.
const TOGETHER_MS: i32 = 120;

/// The field of the coupon.
const COUPON: &str = "#field-coupon";

thread_local! {
    /// Counts the lookups: only the latest may be shown.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Listens to choices.
pub fn begin() {
    dom::on("change", |event| {
        let field: Element = dom::nearest(event, "[data-choices] input, [data-choices] select")?;
        // A code is looked up when it is sent.
        (field.id() != COUPON[1..]).then(choose)
    });
    dom::on("submit", |event| {
        dom::nearest::<Element>(event, "[data-choices]")?;
        event.prevent_default();
        choose();
        Some(())
    });
    dom::on("click", |event| {
        dom::nearest::<Element>(event, "[data-remove-coupon]")?;
        forget_coupon();
        choose();
        Some(())
    });
}

/// Takes the code out of its field.
pub fn forget_coupon() {
    if let Some(field) = dom::first(COUPON).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value("");
    }
}

fn choose() {
    let turn = TURN.get() + 1;
    TURN.set(turn);
    wait(true);
    spawn_local(async move {
        interop::sleep_ms(TOGETHER_MS).await;
        if TURN.get() != turn {
            return;
        }
        let answer = ask().await;
        if TURN.get() != turn {
            return;
        }
        wait(false);
        if let Err(error) = answer.and_then(|answer| show(&answer)) {
            notice::show(Some(&Notice::of_error(&error)));
        }
    });
}

/// Asks for the price of now and says what changed.
pub async fn quote_again() {
    let old = card::shown();
    let said = match ask().await.and_then(|answer| show(&answer)) {
        Ok(()) => old.zip(card::shown()).map(|(old, new)| Notice::of_price(old, new)),
        Err(error) => Some(Notice::of_error(&error)),
    };
    notice::show(said.as_ref());
}

/// While a price is looked up, nothing is paid.
fn wait(waits: bool) {
    if let Some(form) = dom::first("[data-pay]") {
        in_place::set_busy(&form, waits);
    }
}

async fn ask() -> Result<dom::Answer, ApiError> {
    let form: HtmlFormElement = dom::first("[data-choices]").and_then(|form| form.dyn_into().ok()).ok_or(ApiError::BadRequest)?;
    let fields = in_place::fields(&form, None).ok_or(ApiError::BadRequest)?;
    let address = form.get_attribute("action").unwrap_or_default();
    dom::send(&address, &fields).await.map_err(|_| ApiError::Transport)
}

/// Puts another price on the page, and into the card form. Where nothing can be bought any more the page says so.
fn show(answer: &dom::Answer) -> Result<(), ApiError> {
    if let Some(error) = answer.error() {
        return Err(error);
    }
    if !parts::replace(&answer.page) {
        return if in_place::show(answer, false) { Ok(()) } else { Err(ApiError::Unreadable) };
    }
    mark_wrong_fields();
    if let (Ok(form), Some(amount)) = (card::form(), card::shown()) {
        form.set_amount(amount);
    }
    Ok(())
}

/// A field is wrong while what is said below it is.
fn mark_wrong_fields() {
    let Some(form) = dom::first("[data-choices]") else { return };
    for words in dom::all::<Element>(&form, ".field-error") {
        for field in dom::all::<Element>(&form, &format!("[aria-describedby={}]", words.id())) {
            let _ = if words.has_attribute("hidden") {
                field.remove_attribute("aria-invalid")
            } else {
                field.set_attribute("aria-invalid", "true")
            };
        }
    }
}
