//! Where a buyer came from, and whether another address was meant.

use crate::enhance::dom;
use crate::request;
use domain::email_hint::suggest;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// Listens to the address.
pub fn begin() {
    dom::on("change", look);
    dom::on("click", accept);
}

/// Takes along where the buyer came from.
pub fn touch(part: &Element) {
    for field in dom::all::<HtmlInputElement>(part, "input[data-source]") {
        field.set_value(&request::source_of_visit().to_query());
    }
}

fn look(event: &Event) -> Option<()> {
    let field: HtmlInputElement = dom::nearest(event, "input")?;
    let hint: HtmlElement = dom::first(&format!("[data-email-hint={}]", field.id()))?.dyn_into().ok()?;
    let meant = suggest(&field.value());
    hint.query_selector("strong").ok()??.set_text_content(meant.as_deref());
    hint.set_hidden(meant.is_none());
    Some(())
}

fn accept(event: &Event) -> Option<()> {
    let _button: Element = dom::nearest(event, "[data-email-hint] button")?;
    let hint: HtmlElement = dom::nearest(event, "[data-email-hint]")?;
    let field: HtmlInputElement = dom::first(&format!("#{}", hint.get_attribute("data-email-hint")?))?.dyn_into().ok()?;
    field.set_value(&hint.query_selector("strong").ok()??.text_content()?);
    hint.set_hidden(true);
    Some(())
}
