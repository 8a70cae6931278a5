//! Addresses that are copied by a button.

use super::dom;
use crate::interop;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlInputElement};

/// Listens to the buttons.
pub fn begin() {
    dom::on("click", copy);
}

fn copy(event: &Event) -> Option<()> {
    let button: Element = dom::nearest(event, "[data-copies]")?;
    let field: HtmlInputElement = document().get_element_by_id(&button.get_attribute("data-copies")?)?.dyn_into().ok()?;
    let said = button.closest(".field").ok()??.query_selector("[role=status]").ok()??;
    spawn_local(async move {
        let copied = interop::copy(&field.value()).await;
        said.set_text_content(Some(if copied {
            "Copied."
        } else {
            "Your browser does not let us copy. Please mark the address and copy it."
        }));
    });
    Some(())
}
