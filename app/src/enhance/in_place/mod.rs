//! Forms and links in the middle of a page change it instead of loading the page anew. What was typed stays: the server writes it into
//! the page that it sends back, and what it keeps to itself, as passwords, is carried over here.

mod forms;
mod links;
mod marks;
mod show;
mod words;

pub use forms::{fields, set_busy};
pub use links::open;
pub use show::show;

use super::dom;
use crate::components::INTERRUPTED;
use std::cell::Cell;
use std::pin::Pin;
use web_sys::{Element, HtmlFormElement};

/// What the course does beside: all of it is nothing elsewhere.
#[derive(Clone, Copy)]
pub struct Course {
    /// Before another page is shown.
    pub leave: fn() -> Pin<Box<dyn Future<Output = ()>>>,
    /// What a form holds was taken by the server.
    pub taken: fn(&HtmlFormElement),
    /// Why the server refused a form: a title, and what to do.
    pub why: fn(&dom::Answer) -> Option<(&'static str, String)>,
    /// What is said of a form that could not be sent.
    pub unsent: fn(&Element) -> (&'static str, &'static str),
}

thread_local! {
    static COURSE: Cell<Course> =
        const { Cell::new(Course { leave: || Box::pin(std::future::ready(())), taken: |_| {}, why: |_| None, unsent: |_| INTERRUPTED }) };
}

/// The pages of the course do more.
pub fn set_course(course: Course) {
    COURSE.set(course);
}

/// Listens to forms and links.
pub fn begin() {
    forms::begin();
    links::begin();
}
