//! Links that know more in the browser than on a page that is the same for everybody.

use super::dom;
use crate::{paths, request};
use leptos::server_fn::ServerFn;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Links to the checkout tell where the visitor came from, also by which site. Nothing is stored for it.
pub fn touch(part: &Element) {
    for link in dom::all::<Element>(part, "a[data-checkout]") {
        let coupon = request::query_value("coupon");
        let to = paths::checkout_from(&request::source_of_visit(), coupon.as_deref());
        let _ = link.set_attribute("href", &String::from(to));
    }
}

/// Who is signed in is led to the course instead of to signing in.
pub fn look_for_viewer() {
    let Some(link) = dom::first("a[data-way-in]") else { return };
    spawn_local(async move {
        let viewer = dom::text(crate::api::identity::CurrentViewer::PATH).await;
        if viewer.is_some_and(|viewer| viewer.contains("\"person\":{")) {
            let _ = link.set_attribute("href", &String::from(paths::learn()));
            link.set_text_content(Some("My course"));
        }
    });
}
