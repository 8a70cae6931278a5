//! Parts of a page that are put anew when what they show has changed.

use super::{dom, touch};
use js_sys::Reflect;
use leptos::prelude::{document, window};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement};

/// Where a part keeps the HTML that it came as.
const CAME: &str = "lecternCame";

const PARTS: &str = "[data-live], [data-offer]";

thread_local! {
    /// Whether the page is being asked for, and whether news came meanwhile.
    static ASKING: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Asks for this page and puts what has changed into its place.
pub fn renew() {
    if ASKING.replace(Some(true)).is_some() {
        return;
    }
    spawn_local(async {
        while ASKING.replace(Some(false)) == Some(true) {
            let Ok(here) = window().location().href() else { break };
            match dom::ask(&here).await {
                Ok(answer) if answer.is_here() => {
                    replace(&answer.page);
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
        ASKING.set(None);
    });
}

/// Puts the parts of a page that have changed into their places. Where there is another number of them it is another page, and this one
/// stays as it is: `false`.
pub fn replace(page: &Document) -> bool {
    replace_within(document().document_element(), page.document_element())
}

/// The same for what an element of both pages holds.
pub fn replace_within(old: Option<Element>, new: Option<Element>) -> bool {
    let parts = |root: Option<Element>| root.map(|root| dom::all::<Element>(&root, PARTS)).unwrap_or_default();
    let (old, new) = (parts(old), parts(new));
    let fits = old.len() == new.len();
    if fits {
        old.iter().zip(&new).for_each(|(old, new)| replace_part(old, new));
    }
    fits
}

/// Notes how the parts within an element came, before scripts add anything to them.
pub fn remember(within: &Element) {
    for part in dom::all::<Element>(within, "[data-live]") {
        note(&part, &JsValue::from_str(&part.inner_html()));
    }
}

/// What stands around an element was changed here: what comes next is put there, whatever it is.
pub fn forget(changed: &Element) {
    if let Ok(Some(part)) = changed.closest("[data-live]") {
        note(&part, &JsValue::NULL);
    }
}

fn note(part: &Element, came: &JsValue) {
    let _ = Reflect::set(part, &CAME.into(), came);
}

fn replace_part(old: &Element, new: &Element) {
    if let Some(offer) = new.get_attribute("data-offer") {
        let _ = old.set_attribute("data-offer", &offer);
        return;
    }
    put(old, &new.inner_html());
}

/// Puts other HTML into a part, unless it came as that. What the browser has added to a part is no change of it, and what has the focus
/// keeps it.
pub fn put(part: &Element, came: &str) {
    let before = Reflect::get(part, &CAME.into()).ok().and_then(|before| before.as_string());
    if before.as_deref() == Some(came) {
        return;
    }
    let focused = focused_in(part);
    part.set_inner_html(came);
    note(part, &JsValue::from_str(came));
    touch(part);
    if let Some(target) = focused.and_then(|index| links(part).into_iter().nth(index)) {
        let _ = target.focus();
    }
}

fn links(part: &Element) -> Vec<HtmlElement> {
    dom::all(part, "a[href], button")
}

fn focused_in(part: &Element) -> Option<usize> {
    let focused = document().active_element()?;
    links(part).iter().position(|link| link.is_same_node(Some(&focused)))
}
