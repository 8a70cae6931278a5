//! Answers to the offers after a purchase. Again while one is on its way does nothing.

use super::{card, notice, order};
use crate::api::ApiError;
use crate::api::dto::Decided;
use crate::api::funnel::Decide;
use crate::components::Notice;
use crate::enhance::{dom, in_place};
use crate::{interop, paths};
use leptos::server_fn::ServerFn;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlFormElement, UrlSearchParams};

thread_local! {
    /// An answer is on its way.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Listens to the buttons of an offer.
pub fn begin() {
    dom::on("submit", answer);
}

fn answer(event: &Event) -> Option<()> {
    let form: HtmlFormElement = dom::nearest(event, "form[data-answer]")?;
    event.prevent_default();
    let (id, fields) = (order::shown()?, in_place::fields(&form, None)?);
    if BUSY.replace(true) {
        return None;
    }
    notice::show(None);
    wait(true);
    spawn_local(async move {
        if !send(&id, &fields).await {
            BUSY.set(false);
            wait(false);
        }
    });
    Some(())
}

fn wait(waits: bool) {
    if let Some(page) = dom::first("main") {
        in_place::set_busy(&page, waits);
    }
}

/// Sends an answer. Says whether another page comes.
async fn send(id: &str, fields: &UrlSearchParams) -> bool {
    match interop::post_fields::<Decided>(Decide::PATH, fields).await {
        Ok(decided) => {
            go_on(id, decided).await;
            true
        }
        Err(error) => {
            // The world has changed: the page shows how the offer stands now.
            if matches!(error, ApiError::Conflict(_)) {
                order::look(paths::order(id).as_str()).await;
            }
            notice::show(Some(&Notice::of_error(&error)));
            false
        }
    }
}

/// The bank's question comes here, in the page. However it ends, the order's page knows more than this one.
async fn go_on(id: &str, decided: Decided) {
    match (decided.client_secret, decided.redirect_to) {
        (Some(secret), _) => {
            let key = dom::first("[data-key]").and_then(|place| place.get_attribute("data-key")).unwrap_or_default();
            if let Err(fault) = interop::authenticate(&card::client(key), &secret).await {
                card::refuse(&fault);
            }
            interop::go(paths::order_after_payment(id).as_str());
        }
        (None, Some(address)) => interop::go(&address),
        (None, None) if decided.public_id == id => interop::replace(paths::order(id).as_str()),
        (None, None) => interop::go(paths::order(&decided.public_id).as_str()),
    }
}
