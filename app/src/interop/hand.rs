//! Whose hand moves the video in the frame of another site, as far as a page can know.

use super::PlayerEvent;
use super::browser::page_age_ms;
use js_sys::Reflect;
use leptos::prelude::{document, window};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// So long a press counts as one of this moment, in milliseconds: browsers hold it active as long.
const PRESS_MS: f64 = 5_000.0;

/// A move is the student's if a key or a link of the page asked for it, or if the frame has the focus and the browser knows of a
/// press within the last seconds; a press that `play` may have answered leads anywhere but to the start, where players also go by
/// themselves when they begin.
pub(super) struct Hand {
    frame: Element,
    asked: Cell<bool>,
    played_ms: Cell<Option<f64>>,
}

impl Hand {
    /// The hand on a frame.
    pub(super) fn on(frame: &Element) -> Self {
        Self { frame: frame.clone(), asked: Cell::new(false), played_ms: Cell::new(None) }
    }

    /// Whether a key or a link of the page moves the video from now on.
    pub(super) fn ask(&self, asked: bool) {
        self.asked.set(asked);
    }

    /// The video plays.
    pub(super) fn plays(&self) {
        self.played_ms.set(Some(page_age_ms()));
    }

    /// What it means that the video begins to move. Nothing, if nobody moves it.
    pub(super) fn moves(&self) -> Option<PlayerEvent> {
        let is_spent = self.played_ms.get().is_some_and(|played_ms| page_age_ms() - played_ms < PRESS_MS);
        let asked = self.asked.get();
        (asked || (self.has_focus() && has_pressed())).then_some(PlayerEvent::Grasp { surely: asked || !is_spent })
    }

    fn has_focus(&self) -> bool {
        document().active_element().is_some_and(|active| active == self.frame)
    }
}

/// Whether somebody has just pressed something: on the page, or in a frame of it, which no other event tells the page. A browser
/// that cannot say leaves it to the focus.
fn has_pressed() -> bool {
    let get = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let activation = get(&window().navigator(), "userActivation");
    activation.is_undefined() || get(&activation, "isActive").is_truthy()
}
