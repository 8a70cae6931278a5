//! Parts of a page that scripts bring to life. All around them is HTML that no script looks at, so a bundle holds the parts alone.
//!
//! A part is what it shows, and how. The server writes what it shows beside it; the browser reads that and finds its own view in place.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A part of a page.
pub trait LivePart: Serialize + DeserializeOwned + 'static {
    /// Its name in `data-live`.
    const NAME: &'static str;

    /// What is seen, the same on the server and in the browser.
    fn view(self) -> AnyView;
}

/// A part, on the server.
#[cfg(feature = "ssr")]
pub fn live<P: LivePart>(part: P) -> impl IntoView {
    let shown = leptos::serde_json::to_string(&part).unwrap_or_default();
    view! { <div class="contents" data-live=P::NAME data-shown=shown>{part.view()}</div> }
}

/// Brings all parts of a kind to life that are on the page.
#[cfg(feature = "hydrate")]
pub fn enliven<P: LivePart>() {
    use wasm_bindgen::JsCast;
    let Ok(found) = document().query_selector_all(&format!("[data-live={}]", P::NAME)) else { return };
    for place in (0..found.length()).filter_map(|index| found.item(index)?.dyn_into::<web_sys::HtmlElement>().ok()) {
        let shown = place.get_attribute("data-shown").unwrap_or_default();
        if let Ok(part) = leptos::serde_json::from_str::<P>(&shown) {
            leptos::mount::hydrate_from(place, move || part.view()).forget();
        }
    }
}
