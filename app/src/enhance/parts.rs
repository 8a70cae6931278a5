//! Parts of a page that are put anew when what they show has changed.

use super::{dom, touch};
use js_sys::Reflect;
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element, HtmlElement};

/// Where a part keeps the HTML that it came as.
const CAME: &str = "lecternCame";

/// Puts the parts of a page that have changed into their places. Where there is another number of them it is another page, and this one
/// stays as it is: `false`.
pub fn replace(page: &Document) -> bool {
    let parts = |page: &Document| page.document_element().map(|root| dom::all::<Element>(&root, PARTS)).unwrap_or_default();
    let (old, new) = (parts(&document()), parts(page));
    let fits = old.len() == new.len();
    if fits {
        old.iter().zip(&new).for_each(|(old, new)| replace_part(old, new));
    }
    fits
}

const PARTS: &str = "[data-live], [data-offer]";

/// What stands around an element was changed here: what comes next is put there, whatever it is.
pub fn forget(changed: &Element) {
    if let Ok(Some(part)) = changed.closest("[data-live]") {
        let _ = Reflect::set(&part, &CAME.into(), &JsValue::NULL);
    }
}

fn replace_part(old: &Element, new: &Element) {
    if let Some(offer) = new.get_attribute("data-offer") {
        let _ = old.set_attribute("data-offer", &offer);
        return;
    }
    // What the browser has added to a part is no change of it: what came is compared with what came before.
    let came = new.inner_html();
    let before = Reflect::get(old, &CAME.into()).ok().and_then(|before| before.as_string());
    if before.as_deref() == Some(came.as_str()) {
        return;
    }
    let focused = focused_in(old);
    old.set_inner_html(&came);
    let _ = Reflect::set(old, &CAME.into(), &JsValue::from_str(&came));
    touch(old);
    if let Some(target) = focused.and_then(|index| links(old).into_iter().nth(index)) {
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
