//! Paying by card in the page. Again while it runs does nothing; again after a refusal goes on with the same order.

use super::{card, choices, notice, order};
use crate::api::dto::PaymentSession;
use crate::api::error::{Conflict, Field};
use crate::api::{ApiError, checkout, orders};
use crate::components::{Notice, problem_words, text};
use crate::enhance::{dom, in_place, moments, parts};
use crate::interop::{self, CardFault};
use crate::paths;
use leptos::server_fn::ServerFn;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, SubmitEvent};

thread_local! {
    /// A payment is being made.
    static BUSY: Cell<bool> = const { Cell::new(false) };
    /// The payment of an order that was begun before.
    static OPENED: RefCell<Option<PaymentSession>> = const { RefCell::new(None) };
}

/// Why paying stopped.
enum Stop {
    Ours(ApiError),
    Card(CardFault),
}

impl From<ApiError> for Stop {
    fn from(error: ApiError) -> Self {
        Self::Ours(error)
    }
}

impl From<CardFault> for Stop {
    fn from(fault: CardFault) -> Self {
        Self::Card(fault)
    }
}

/// Listens to the button that pays.
pub fn begin() {
    dom::on("submit", submit);
    dom::on("change", |event| {
        let consent: web_sys::HtmlInputElement = dom::nearest(event, "#field-consent")?;
        card::form().ok()?.set_saves(consent.checked());
        Some(())
    });
}

fn submit(event: &Event) -> Option<()> {
    let form: HtmlFormElement = dom::nearest(event, "form[data-pay]")?;
    if interop::leaves(event.dyn_ref::<SubmitEvent>()?) {
        return None;
    }
    event.prevent_default();
    if BUSY.replace(true) {
        return None;
    }
    notice::show(None);
    refuse_fields(None);
    pays(&form, true);
    spawn_local(async move {
        if let Err(stop) = run(&form).await {
            stopped(stop).await;
            BUSY.set(false);
            pays(&form, false);
        }
    });
    Some(())
}

/// The button waits and says what for.
fn pays(form: &HtmlFormElement, busy: bool) {
    in_place::set_busy(form, busy);
    dom::hide(form, "[data-rests]", busy);
    dom::hide(form, "[data-pays]", !busy);
}

async fn run(form: &HtmlFormElement) -> Result<(), Stop> {
    let card = card::form()?;
    card.validate().await?;
    let session = match OPENED.with_borrow(Clone::clone) {
        Some(session) => session,
        None => begin_order(form).await?,
    };
    let order = paths::order_after_payment(&session.public_id);
    match card.confirm(&session).await {
        // Whichever it is, the order page asks what happened.
        Ok(()) | Err(CardFault::Moved | CardFault::Unknown) => interop::go(order.as_str()),
        Err(fault) => return Err(fault.into()),
    }
    Ok(())
}

/// Takes the seat and opens the payment, of the price that the page shows.
async fn begin_order(form: &HtmlFormElement) -> Result<PaymentSession, Stop> {
    let fields = in_place::fields(form, None).ok_or(ApiError::BadRequest)?;
    fields.append("pay_with", "card");
    let session: PaymentSession = interop::post_fields(checkout::Start::PATH, &fields).await?;
    show_hold(&session);
    if Some(session.amount) != card::shown() {
        return Err(ApiError::Conflict(Conflict::PriceChanged).into());
    }
    let card = card::form()?;
    card.set_saves(session.saves);
    card.validate().await?;
    Ok(session)
}

/// The seat is held from now on.
fn show_hold(session: &PaymentSession) {
    moments::set_server_time(&text::machine_time(session.now));
    let Some(hold) = dom::first("[data-hold]").and_then(|hold| hold.dyn_into::<HtmlElement>().ok()) else { return };
    for clock in dom::all::<Element>(&hold, "[data-before]") {
        let _ = clock.set_attribute("data-until", &text::machine_time(session.held_until));
    }
    moments::count_down(&hold);
    parts::forget(&hold);
    hold.set_hidden(false);
}

async fn stopped(stop: Stop) {
    match stop {
        Stop::Card(fault) => card::refuse(&fault),
        Stop::Ours(ApiError::Conflict(Conflict::PriceChanged | Conflict::QuoteExpired | Conflict::CouponEnded)) => {
            choices::quote_again().await;
        }
        Stop::Ours(error @ ApiError::Conflict(Conflict::CouponUsed)) => {
            choices::forget_coupon();
            choices::quote_again().await;
            notice::show(Some(&Notice::of_error(&error)));
        }
        Stop::Ours(error @ ApiError::Invalid(_)) => refuse_fields(Some(&error)),
        Stop::Ours(error) => notice::show(Some(&Notice::of_error(&error))),
    }
}

/// Says below the fields what is wrong with them.
fn refuse_fields(error: Option<&ApiError>) {
    for (id, field) in [("field-email", Field::Email), ("field-name", Field::Name)] {
        let words = error.and_then(|error| Some(problem_words(field, error.problem_with(field)?)));
        refuse_field(id, words);
    }
}

fn refuse_field(id: &str, words: Option<&str>) {
    let Some(field) = dom::first(&format!("#{id}")) else { return };
    let _ = if words.is_some() { field.set_attribute("aria-invalid", "true") } else { field.remove_attribute("aria-invalid") };
    let Some(place) = dom::first(&format!("#{id}-error")).and_then(|place| place.dyn_into::<HtmlElement>().ok()) else { return };
    for line in dom::all::<Element>(&place, "span") {
        line.set_text_content(words);
    }
    place.set_hidden(words.is_none());
}

/// Opens the payment of the order on the page and gives its secret: it is asked for by the browser alone, so that it is in no page.
pub async fn open() -> Option<String> {
    let id = order::shown()?;
    let asked = [("public_id", id.clone()), ("pay_with", "card".to_owned())];
    match interop::post_form::<PaymentSession>(orders::Payment::PATH, &asked).await {
        Ok(session) => {
            let secret = session.client_secret.clone().unwrap_or_default();
            OPENED.set(Some(session));
            Some(secret)
        }
        Err(error) => {
            // It is paid, or over: the page shows which.
            if matches!(error, ApiError::Conflict(_)) {
                order::look(paths::order(&id).as_str()).await;
            }
            notice::show(Some(&Notice::of_error(&error)));
            None
        }
    }
}
