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

/// What a kind of page does beside what every page does.
struct More {
    begin: &'static [Begin],
    touch: &'static [Touch],
    /// Once the page is alive.
    then: &'static [Begin],
}

const NO_MORE: More = More { begin: &[], touch: &[], then: &[] };

thread_local! {
    /// What else a part needs that has just come, on the pages that have more.
    static MORE: Cell<&'static [Touch]> = const { Cell::new(&[]) };
    /// With how many of all the touches the page is through.
    static TOUCHED: Cell<usize> = const { Cell::new(0) };
}

/// Brings a page of the checkout or of an order to life.
pub fn checkout() {
    begin(More { begin: &checkout::BEGIN, touch: &checkout::TOUCH, ..NO_MORE });
}

/// Brings a page of the course to life.
pub fn learn() {
    in_place::set_course(learn::COURSE);
    begin(More { begin: &learn::BEGIN, touch: &learn::TOUCH, then: &learn::THEN });
}

/// Brings a page of the panel to life.
pub fn admin() {
    begin(More { begin: &[copying::begin], ..NO_MORE });
}

/// Brings a page to life.
pub fn page() {
    begin(NO_MORE);
}

/// Brings a page to life that has more, step by step: what its reader does meanwhile is answered between two of them.
fn begin(More { begin, touch, then }: More) {
    MORE.set(touch);
    let Some(page) = leptos::prelude::document().document_element() else { return };
    touch_with(&page, 0, parts::remember);
    spawn_local(async move {
        for listen in begin.iter().chain(&BEGIN) {
            interop::sleep_ms(0).await;
            listen();
        }
        for (index, touch) in touches().enumerate().skip(1) {
            interop::sleep_ms(0).await;
            touch_with(&page, index, touch);
        }
        for end in then {
            interop::sleep_ms(0).await;
            end();
        }
    });
}

fn touch_with(page: &Element, index: usize, touch: Touch) {
    TOUCHED.set(index + 1);
    touch(page);
}

/// Brings a part of a page to life that has just come: as far as the page is. What is left comes to the part with the page.
fn touch(part: &Element) {
    touches().take(TOUCHED.get()).for_each(|touch| touch(part));
}

/// How parts came is noted before anything changes them.
fn touches() -> impl Iterator<Item = Touch> {
    once(parts::remember as Touch).chain(MORE.get().iter().copied()).chain(TOUCH)
}
