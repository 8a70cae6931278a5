//! Arrows lead to the lessons beside, `m` ticks, `?` explains, and others move the video.

use super::player;
use crate::enhance::{dom, in_place};
use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlAnchorElement, HtmlDialogElement, HtmlFormElement};

/// Listens to keys, and to the button that explains them.
pub fn begin() {
    dom::on("keydown", press);
    dom::on("click", |event| {
        dom::nearest::<Element>(event, "[data-opens-keys]")?;
        explain()
    });
}

fn press(event: &Event) -> Option<()> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    // Only a lesson has keys.
    dom::first("#keys").filter(|_| !is_for_something_else(event))?;
    match event.key().as_str() {
        "ArrowLeft" => open("prev"),
        "ArrowRight" => open("next"),
        "m" => dom::first("form[data-tick]")?.dyn_into::<HtmlFormElement>().ok()?.request_submit().ok(),
        "?" => explain(),
        // The space bar would move the page too.
        key => player::press(key).then(|| event.prevent_default()),
    }
}

fn open(way: &str) -> Option<()> {
    let link: HtmlAnchorElement = dom::first(&format!("main nav a[rel={way}]"))?.dyn_into().ok()?;
    let address = link.href();
    spawn_local(async move { in_place::open(&address, false).await });
    Some(())
}

fn explain() -> Option<()> {
    // It fails only when it is open already.
    dom::first("#keys")?.dyn_into::<HtmlDialogElement>().ok()?.show_modal().ok()
}

/// A key that is held with another, or that goes into a field or a dialog.
fn is_for_something_else(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within = |selector: &str| target.as_ref().is_some_and(|element| element.closest(selector).ok().flatten().is_some());
    let in_field = within("input, textarea, select, summary, dialog, [contenteditable]");
    let on_control = event.key() == " " && within("a, button");
    event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() || in_field || on_control
}
