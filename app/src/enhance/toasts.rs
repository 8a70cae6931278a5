//! Short things that are said at the bottom of the page for a while.

use super::dom;
use leptos::prelude::{document, set_timeout};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTemplateElement};

const SHOWN_FOR: Duration = Duration::from_secs(6);

/// Says something, on pages that have a place for it.
pub fn say(words: &str) {
    let Some(toast) = made(words) else { return };
    set_timeout(move || toast.remove(), SHOWN_FOR);
}

fn made(words: &str) -> Option<Element> {
    let place = dom::first(".toasts")?;
    let template: HtmlTemplateElement = dom::first("template[data-toast]")?.dyn_into().ok()?;
    let made = template.content().first_element_child()?;
    let toast: Element = document().import_node_with_deep(&made, true).ok()?.dyn_into().ok()?;
    toast.query_selector("span").ok()??.set_text_content(Some(words));
    place.append_child(&toast).ok()?;
    Some(toast)
}
