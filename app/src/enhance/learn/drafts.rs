//! What is typed and not saved yet is kept in this browser until it is. A form of which the answer was lost may be sent again: it has a
//! name, and is taken once.

use crate::components::INTERRUPTED;
use crate::enhance::dom;
use crate::interop;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement, HtmlTextAreaElement};

/// Listens to what is typed.
pub fn begin() {
    dom::on("input", keep);
}

fn keep(event: &Event) -> Option<()> {
    let form: Element = dom::nearest(event, "form[data-draft]")?;
    let typed = text(&form)?.value();
    interop::store(&form.get_attribute("data-draft")?, Some(typed.as_str()).filter(|typed| !typed.trim().is_empty()));
    Some(())
}

/// Gives a form that is to be taken once its name.
fn name(form: &Element) -> Option<()> {
    let field = document().create_element("input").ok()?;
    for (name, value) in [("type", "hidden"), ("name", "id"), ("value", &interop::random_id().to_string())] {
        field.set_attribute(name, value).ok()?;
    }
    form.append_child(&field).ok().map(drop)
}

/// What was not saved is there again, and its form is open. What was typed before the page was alive counts more.
pub fn touch(part: &Element) {
    for form in dom::all::<Element>(part, "form[data-once]") {
        name(&form);
    }
    for form in dom::all::<Element>(part, "form[data-draft]") {
        let kept = form.get_attribute("data-draft").and_then(|name| interop::stored(&name));
        let Some((kept, field)) = kept.zip(text(&form)) else { continue };
        let is_refused = field.has_attribute("aria-invalid");
        if !is_refused && field.default_value().is_ok_and(|came| came == field.value()) && field.value() != kept {
            field.set_value(&kept);
            if let Ok(Some(fold)) = form.closest("details") {
                let _ = fold.set_attribute("open", "");
            }
        }
    }
}

/// It is saved.
pub fn forget(form: &HtmlFormElement) {
    if let Some(name) = form.get_attribute("data-draft") {
        interop::store(&name, None);
    }
}

/// What is said of a form that could not be sent.
pub fn unsent(form: &Element) -> (&'static str, &'static str) {
    let kept = ("This is not saved", "The connection was interrupted. Your text is kept in this browser, so you can save it later.");
    if form.has_attribute("data-draft") { kept } else { INTERRUPTED }
}

fn text(form: &Element) -> Option<HtmlTextAreaElement> {
    form.query_selector("textarea").ok()??.dyn_into().ok()
}
