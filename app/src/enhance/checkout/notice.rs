//! What a buyer has to know, in the page's own look.

use crate::components::{Notice, Tone};
use crate::enhance::dom;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

/// Shows a notice, or none.
pub fn show(notice: Option<&Notice>) {
    let Some(place) = dom::first("[data-notice]") else { return };
    place.set_text_content(None);
    if let Some(filled) = notice.and_then(filled) {
        let _ = place.append_child(&filled);
    }
}

fn filled(notice: &Notice) -> Option<Element> {
    let tone = if notice.tone == Tone::Warning { "warning" } else { "danger" };
    let empty: HtmlTemplateElement = dom::first(&format!("[data-notice-of={tone}]"))?.dyn_into().ok()?;
    let empty = empty.content().first_element_child();
    let filled: Element = document().import_node_with_deep(empty.as_ref()?, true).ok()?.dyn_into().ok()?;
    let write = |selector: &str, words: &str| {
        for line in dom::all::<Element>(&filled, selector) {
            line.set_text_content(Some(words));
        }
    };
    write("[data-title]", &notice.title);
    write("[data-text]", &notice.text);
    if let Some((to, words)) = &notice.next {
        write("[data-next]", words);
        for link in dom::all::<Element>(&filled, "[data-next]") {
            let _ = link.set_attribute("href", to.as_str());
            if let Some(line) = link.parent_element().and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
                line.set_hidden(false);
            }
        }
    }
    Some(filled)
}
