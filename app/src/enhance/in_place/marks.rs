//! A refusal that is told on the form that was sent, and nowhere else: everything typed, ticked and unfolded stays as it is.

use super::show::focus_on_wrong;
use crate::enhance::dom;
use web_sys::{Document, Element, HtmlElement};

/// Takes over what a page says is wrong with a form of this one. `false` if it says nothing of that form.
pub fn take(form: &Element, page: &Document) -> bool {
    let Some(told) = same(form, page) else { return false };
    for (old, new) in dom::all::<HtmlElement>(form, ALERTS).into_iter().zip(dom::all::<HtmlElement>(&told, ALERTS)) {
        old.set_inner_html(&new.inner_html());
        old.set_hidden(new.hidden());
    }
    let fields = "input[id], select[id], textarea[id]";
    for (old, new) in dom::all::<Element>(form, fields).into_iter().zip(dom::all::<Element>(&told, fields)) {
        let _ = match new.get_attribute("aria-invalid") {
            Some(invalid) => old.set_attribute("aria-invalid", &invalid),
            None => old.remove_attribute("aria-invalid"),
        };
    }
    let is_told = form.query_selector("[aria-invalid=true], .alert").is_ok_and(|told| told.is_some());
    focus_on_wrong(form);
    is_told
}

/// What is said of the form, and of each of its fields.
const ALERTS: &str = "[role=alert]";

/// The form that stands in the same place of a page with the same forms.
fn same(form: &Element, page: &Document) -> Option<Element> {
    let forms = |root: Option<Element>| root.map(|main| dom::all::<Element>(&main, "form")).unwrap_or_default();
    let (here, there) = (forms(dom::first("main")), forms(page.query_selector("main").ok().flatten()));
    let place = here.iter().position(|other| other.is_same_node(Some(form)))?;
    there.get(place).filter(|_| here.len() == there.len()).cloned()
}
