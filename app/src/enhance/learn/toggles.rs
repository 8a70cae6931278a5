//! What is on or off: it shows what was asked for at once, and takes it back if the server refuses.

use super::{beside, player};
use crate::components::words_for;
use crate::enhance::{dom, in_place, toasts};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement};

/// Listens to them.
pub fn begin() {
    dom::on("submit", press);
}

/// While the server has not answered to the last press, nothing happens.
fn press(event: &Event) -> Option<()> {
    let form: HtmlFormElement = dom::nearest(event, "form[data-toggle]")?;
    event.prevent_default();
    let button = form.query_selector("button").ok()?.filter(|button| !button.has_attribute("aria-busy"))?;
    let (fields, address) = (in_place::fields(&form, None)?, form.get_attribute("action")?);
    let _ = button.set_attribute("aria-busy", "true");
    turn(&form);
    player::reconsider();
    spawn_local(async move {
        match dom::send(&address, &fields).await {
            Ok(answer) if !answer.refuses() => {
                if answer.is_here() {
                    in_place::show(&answer, false);
                }
                if form.closest("[data-inlet]").is_ok_and(|inlet| inlet.is_some()) {
                    beside::bring().await;
                }
            }
            answer => take_back(&form, answer.ok()),
        }
        let _ = button.remove_attribute("aria-busy");
        player::reconsider();
    });
    Some(())
}

fn take_back(form: &Element, answer: Option<dom::Answer>) {
    turn(form);
    let why = answer.and_then(|answer| answer.error()).map(|error| words_for(&error));
    toasts::say(&why.map_or_else(|| "That could not be saved. Please try again.".to_owned(), |why| format!("{}. {}", why.title, why.text)));
}

/// Shows the other of two states.
pub fn turn(toggle: &Element) {
    for words in dom::all::<HtmlElement>(toggle, "[data-when]") {
        words.set_hidden(!words.hidden());
    }
    let buttons = dom::all::<Element>(toggle, "button");
    for button in buttons.iter().chain([toggle]) {
        if let Some(pressed) = button.get_attribute("aria-pressed") {
            let _ = button.set_attribute("aria-pressed", if pressed == "true" { "false" } else { "true" });
        }
        if let Some(other) = button.get_attribute("data-other-look") {
            let _ = button.set_attribute("data-other-look", &button.class_name());
            button.set_class_name(&other);
        }
    }
}
