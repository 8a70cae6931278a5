//! The offer goes on while the page is read: its parts are taken from the page as it is now, which the server has ready.

use super::{dom, moments, touch};
use crate::{interop, paths};
use js_sys::{JSON, Reflect};
use leptos::prelude::{document, window};
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

thread_local! {
    /// Whether the page is being asked for, and whether news came meanwhile.
    static ASKING: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Looks at the offer now, because the page may come from a cache, and whenever it changes.
pub fn watch() {
    if dom::first("[data-offer]").is_none() {
        return;
    }
    spawn_local(async {
        if let Some(offer) = dom::text(crate::api::catalog::CurrentOffer::PATH).await {
            compare(&offer);
        }
    });
    interop::listen_to_offer(String::from(paths::offer_events()), |offer| compare(&offer));
}

/// Compares what is said with what the page says, but for the time at which it is said.
fn compare(offer: &str) {
    let shown = dom::first("[data-offer]").and_then(|place| place.get_attribute("data-offer")).unwrap_or_default();
    let (Some(offer), Some(shown)) = (Said::read(offer), Said::read(&shown)) else { return };
    if let Some(now) = offer.now {
        moments::set_server_time(&now);
    }
    if offer.what != shown.what {
        renew();
    }
}

/// An offer: when it was looked at, and what it is.
struct Said {
    now: Option<String>,
    what: String,
}

impl Said {
    fn read(offer: &str) -> Option<Self> {
        let offer = JSON::parse(offer).ok()?;
        let now = Reflect::get(&offer, &"now".into()).ok()?.as_string();
        Reflect::delete_property(offer.unchecked_ref::<js_sys::Object>(), &"now".into()).ok()?;
        Some(Self { now, what: String::from(JSON::stringify(&offer).ok()?) })
    }
}

fn renew() {
    if ASKING.replace(Some(true)).is_some() {
        return;
    }
    spawn_local(async {
        while ASKING.replace(Some(false)) == Some(true) {
            let Ok(here) = window().location().href() else { break };
            match dom::ask(&here, None).await {
                Ok(answer) => replace_parts(&answer.page),
                Err(_) => break,
            }
        }
        ASKING.set(None);
    });
}

/// Puts the parts of a page that have changed into their places. Where there is another number of them it is another page, and this one
/// stays as it is.
fn replace_parts(page: &web_sys::Document) {
    const PARTS: &str = "[data-live], [data-offer]";
    let parts =
        |document: &web_sys::Document| document.document_element().map(|root| dom::all::<Element>(&root, PARTS)).unwrap_or_default();
    let (old, new) = (parts(&document()), parts(page));
    if old.len() != new.len() {
        return;
    }
    for (old, new) in old.iter().zip(&new) {
        replace_part(old, new);
    }
}

fn replace_part(old: &Element, new: &Element) {
    if let Some(offer) = new.get_attribute("data-offer") {
        let _ = old.set_attribute("data-offer", &offer);
        return;
    }
    // What the browser has added to a part is no change of it: what came is compared with what came before.
    let came = new.inner_html();
    let before = Reflect::get(old, &CAME.into()).ok().and_then(|before| before.as_string());
    if before.as_deref() == Some(came.as_str()) {
        return;
    }
    let focused = focused_in(old);
    old.set_inner_html(&came);
    let _ = Reflect::set(old, &CAME.into(), &JsValue::from_str(&came));
    touch(old);
    if let Some(target) = focused.and_then(|index| links(old).into_iter().nth(index)) {
        let _ = target.focus();
    }
}

/// Where a part keeps the HTML that it came as.
const CAME: &str = "lecternCame";

fn links(part: &Element) -> Vec<HtmlElement> {
    dom::all(part, "a[href], button")
}

fn focused_in(part: &Element) -> Option<usize> {
    let focused = document().active_element()?;
    links(part).iter().position(|link| link.is_same_node(Some(&focused)))
}
