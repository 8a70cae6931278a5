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

use std::cell::Cell;
use web_sys::Element;

thread_local! {
    /// What else a part needs that has just come, on the pages that have more.
    static MORE: Cell<fn(&Element)> = const { Cell::new(|_| ()) };
}

/// Brings a page of the checkout or of an order to life.
pub fn checkout() {
    MORE.set(checkout::touch);
    checkout::begin();
    page();
}

/// Brings a page of the course to life.
pub fn learn() {
    MORE.set(learn::touch);
    in_place::set_course(learn::COURSE);
    learn::begin();
    page();
}

/// Brings a page of the panel to life.
pub fn admin() {
    copying::begin();
    page();
}

/// Brings a page to life.
pub fn page() {
    in_place::begin();
    passwords::begin();
    moments::begin();
    offer::watch();
    links::look_for_viewer();
    if let Some(page) = leptos::prelude::document().document_element() {
        touch(&page);
    }
}

/// Brings a part of a page to life that has just come.
fn touch(part: &Element) {
    parts::remember(part);
    links::touch(part);
    moments::touch(part);
    passwords::touch(part);
    video::touch(part);
    MORE.get()(part);
}
