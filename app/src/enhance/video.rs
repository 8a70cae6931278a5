//! A video that does not come is told, and may be tried again.

use super::dom;
use crate::interop::{self, PlayerFault, VideoPlayer};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Waits for the videos of a part.
pub fn touch(part: &Element) {
    for place in dom::all::<Element>(part, "[data-video]") {
        again_on_click(&place);
        wait(place);
    }
}

/// Says so, if the video does not come.
fn wait(place: Element) {
    let Some(frame) = dom::all::<Element>(&place, "iframe").pop() else { return };
    let script = interop::body_attribute("data-player").unwrap_or_default();
    spawn_local(async move {
        let silent = VideoPlayer::comes(&frame, &script).await == Err(PlayerFault::Silent);
        say(&place, silent);
    });
}

fn say(place: &Element, silent: bool) {
    dom::hide(place, "[data-silence]", !silent);
}

fn again_on_click(place: &Element) {
    let again = Closure::<dyn Fn()>::new({
        let place = place.clone();
        move || again(&place)
    });
    for button in dom::all::<Element>(place, "[data-again]") {
        let _ = button.add_event_listener_with_callback("click", again.as_ref().unchecked_ref());
    }
    // The place lives as long as the page.
    again.forget();
}

/// Another frame in the place of the one that did not answer.
fn again(place: &Element) {
    say(place, false);
    let Some(frame) = dom::all::<Element>(place, "iframe").pop() else { return };
    if let Ok(fresh) = frame.clone_node()
        && frame.replace_with_with_node_1(&fresh).is_ok()
    {
        wait(place.clone());
    }
}
