//! What scripts do on pages that are HTML alone: nothing of a page is drawn in the browser here, so its bundle stays small. Each file
//! knows one kind of mark that the server writes, and all that they do can be done without them.

mod checkout;
mod copying;
mod dom;
mod in_place;
mod learn;
mod links;
mod moments;
mod offer;
mod parts;
mod passwords;
mod toasts;
mod video;

use crate::interop;
use std::cell::Cell;
use std::iter::once;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Listens to something, on the whole page.
type Begin = fn();
/// Brings to life what a part has of something.
type Touch = fn(&Element);

const BEGIN: [Begin; 5] = [in_place::begin, passwords::begin, moments::begin, offer::watch, links::look_for_viewer];
const TOUCH: [Touch; 4] = [links::touch, passwords::touch, video::touch, moments::touch];

thread_local! {
    /// What else a part needs that has just come, on the pages that have more.
    static MORE: Cell<&'static [Touch]> = const { Cell::new(&[]) };
}

/// Brings a page of the checkout or of an order to life.
pub fn checkout() {
    begin(&checkout::BEGIN, &checkout::TOUCH);
}

/// Brings a page of the course to life.
pub fn learn() {
    in_place::set_course(learn::COURSE);
    begin(&learn::BEGIN, &learn::TOUCH);
}

/// Brings a page of the panel to life.
pub fn admin() {
    begin(&[copying::begin], &[]);
}

/// Brings a page to life.
pub fn page() {
    begin(&[], &[]);
}

/// Brings a page to life that has more, step by step: what its reader does meanwhile is answered between two of them.
fn begin(more: &'static [Begin], touch: &'static [Touch]) {
    MORE.set(touch);
    spawn_local(async move {
        for begin in more.iter().chain(&BEGIN) {
            interop::sleep_ms(0).await;
            begin();
        }
        let Some(page) = leptos::prelude::document().document_element() else { return };
        for touch in touches() {
            interop::sleep_ms(0).await;
            touch(&page);
        }
    });
}

/// Brings a part of a page to life that has just come.
fn touch(part: &Element) {
    touches().for_each(|touch| touch(part));
}

/// How parts came is noted before anything changes them.
fn touches() -> impl Iterator<Item = Touch> {
    once(parts::remember as Touch).chain(MORE.get().iter().copied()).chain(TOUCH)
}
