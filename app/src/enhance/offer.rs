//! The offer goes on while the page is read: its parts are taken from the page as it is now, which the server has ready.

use super::{dom, moments, parts};
use crate::{interop, paths};
use js_sys::{JSON, Reflect};
use leptos::server_fn::ServerFn;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

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
        parts::renew();
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
