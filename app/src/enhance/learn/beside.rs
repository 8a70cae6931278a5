//! What stands below a lesson and comes after it: the student's notes and the latest questions, as a page of their own has them.

use crate::enhance::{dom, parts};
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement};

thread_local! {
    /// Counts the questions: only the answer to the last is shown.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Brings what belongs below the lesson of a part.
pub fn touch(part: &Element) {
    if !dom::all::<Element>(part, "[data-beside]").is_empty() {
        renew();
    }
}

/// Brings it once more, where there is a lesson.
pub fn renew() {
    spawn_local(bring());
}

/// The same, waiting until it is there.
pub async fn bring() {
    let Some(address) = dom::first("[data-beside]").and_then(|lesson| lesson.get_attribute("data-beside")) else { return };
    let mine = TURN.get() + 1;
    TURN.set(mine);
    let page = dom::ask(&address).await.ok().filter(|answer| answer.is_well).map(|answer| answer.page);
    if let Some(lesson) = dom::first("main").filter(|_| TURN.get() == mine) {
        fill(&lesson, page.as_ref());
    }
}

fn fill(lesson: &Element, page: Option<&Document>) {
    for inlet in dom::all::<HtmlElement>(lesson, "[data-inlet]") {
        let name = inlet.get_attribute("data-inlet").unwrap_or_default();
        let came = page.and_then(|page| page.query_selector(&format!("[data-inlet={name}]")).ok().flatten());
        match came {
            Some(came) => {
                miss(&inlet, false);
                parts::put(&inlet, &came.inner_html());
            }
            // What came before is better than nothing.
            None if inlet.query_selector("[aria-busy]").is_ok_and(|skeleton| skeleton.is_some()) => miss(&inlet, true),
            None => {}
        }
    }
}

fn miss(inlet: &HtmlElement, missing: bool) {
    inlet.set_hidden(missing);
    if let Some(section) = inlet.parent_element() {
        dom::hide(&section, "[data-missing]", !missing);
    }
}
