//! The moment of the video: notes are pinned to it, questions are about it, and both lead back there.

use super::player;
use super::toggles::turn;
use crate::components::text;
use crate::enhance::dom;
use crate::interop;
use leptos::prelude::{document, set_interval_with_handle};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement};

/// Listens to the buttons, and keeps the time on them.
pub fn begin() {
    dom::on("click", |event| pin(&dom::nearest(event, "[data-minute]")?));
    dom::on("click", |event| {
        dom::nearest::<Element>(event, "[data-moment-now]")?;
        interop::fill_in("field-moment", &text::clock(player::at_s()));
        Some(())
    });
    dom::on("click", show);
    let _ = set_interval_with_handle(keep_time, Duration::from_millis(500));
}

fn keep_time() {
    let Some(page) = document().document_element() else { return };
    let now = text::clock(player::at_s());
    for clock in dom::all::<Element>(&page, "[data-clock]") {
        if clock.text_content().as_deref() != Some(now.as_str()) {
            clock.set_text_content(Some(&now));
        }
    }
}

fn show(event: &Event) -> Option<()> {
    let moment: Element = dom::nearest(event, "[data-show-at]")?;
    player::show_at(moment.get_attribute("data-show-at")?.parse().ok()?);
    Some(())
}

/// Pins the note of a form to the second at which the video is, or lets it go.
fn pin(button: &Element) -> Option<()> {
    let field = second(&button.closest("form").ok()??)?;
    let at_s = Some(player::at_s()).filter(|_| field.value().is_empty());
    field.set_value(&at_s.map(|second| second.to_string()).unwrap_or_default());
    if let (Some(at_s), Ok(Some(pinned))) = (at_s, button.query_selector("[data-pinned]")) {
        pinned.set_text_content(Some(&text::clock(at_s)));
    }
    turn(button);
    Some(())
}

/// The note is saved: the next one is pinned to nothing.
pub fn let_go(form: &HtmlFormElement) {
    if let (Some(field), Ok(Some(button))) = (second(form), form.query_selector("[data-minute]"))
        && !field.value().is_empty()
    {
        pin(&button);
    }
}

fn second(form: &Element) -> Option<HtmlInputElement> {
    form.query_selector("input[name=at]").ok()??.dyn_into().ok()
}
