use super::links::{here, load, note_shown};
use crate::enhance::{dom, parts, touch};
use crate::interop;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// Whether a form that leads back to this page changes only parts of it.
pub fn has_parts() -> bool {
    dom::first("main[data-parts]").is_some()
}

/// Whether this is a page of the panel: what was done is said at its top, and what was refused on the form that was sent.
pub fn is_panel() -> bool {
    dom::first("body[data-bundle=admin]").is_some()
}

/// Shows what was answered, and `keeps` what was typed; `false` if that is neither this page again nor one that it leads to.
pub fn show(answer: &dom::Answer, keeps: bool) -> bool {
    let again = !answer.moved || answer.is_here();
    if again && has_parts() && is_alike(answer, "data-page") && parts::replace(&answer.page) {
        take_name(&answer.page);
        if answer.chosen {
            go_to(&answer.address);
        }
        if let Some(main) = dom::first("main").filter(|_| keeps) {
            focus_on_wrong(&main);
        }
        return true;
    }
    turn_to(answer, keeps)
}

fn is_alike(answer: &dom::Answer, name: &str) -> bool {
    answer.page.body().and_then(|body| body.get_attribute(name)) == interop::body_attribute(name)
}

/// What brings a page to life: the files of its bundle, as its build named them.
fn files_of(page: &Document) -> Option<String> {
    page.query_selector("script[type=module]").ok()??.text_content()
}

/// Puts a page into the place of this one. A page of another bundle is loaded, and one of another build, where nothing typed is to stay.
pub fn turn_to(answer: &dom::Answer, keeps: bool) -> bool {
    let fits = if keeps { is_alike(answer, "data-bundle") } else { files_of(&answer.page) == files_of(&document()) };
    if answer.moved && !fits {
        load(&answer.address);
        return true;
    }
    (answer.moved || is_alike(answer, "data-page")) && put(answer, keeps).is_some()
}

fn put(answer: &dom::Answer, keeps: bool) -> Option<()> {
    let (old, new) = (dom::first("main")?, answer.page.query_selector("main").ok()??);
    if keeps {
        carry_over(&new);
    }
    // Made for who runs no script; one of them would load the page again and again.
    dom::all::<Element>(&new, "noscript").iter().for_each(Element::remove);
    let new: Element = document().import_node_with_deep(&new, true).ok()?.dyn_into().ok()?;
    old.replace_with_with_node_1(&new).ok()?;
    put_frame(&answer.page);
    take_name(&answer.page);
    let elsewhere = answer.moved && go_to(&answer.address);
    touch(&new);
    if !focus_on_wrong(&new) {
        let _ = focus_quietly(&new);
    }
    match answer.address.split_once('#').and_then(|(_, id)| document().get_element_by_id(id)) {
        Some(place) => place.scroll_into_view(),
        None if elsewhere || (answer.chosen && is_panel()) => window().scroll_to_with_x_and_y(0.0, 0.0),
        None => {}
    }
    Some(())
}

/// Puts anew what stands around the middle of the page, and shuts its menu.
fn put_frame(page: &Document) {
    parts::replace_within(dom::first("header"), page.query_selector("header").ok().flatten());
    for menu in document().document_element().map(|page| dom::all::<Element>(&page, "header details[open]")).unwrap_or_default() {
        let _ = menu.remove_attribute("open");
    }
}

/// Puts the focus on the first field that is wrong. Says whether there is one.
pub fn focus_on_wrong(within: &Element) -> bool {
    let wrong = dom::all::<HtmlElement>(within, "[aria-invalid=true]").into_iter().next();
    wrong.is_some_and(|field| field.focus().is_ok())
}

/// Takes over what was typed, where the new page says nothing of it.
fn carry_over(new: &Element) {
    for field in dom::all::<HtmlInputElement>(new, "input[id]") {
        let typed = former::<HtmlInputElement>(&field.id()).filter(|typed| typed.type_() == field.type_());
        let Some(typed) = typed else { continue };
        if matches!(field.type_().as_str(), "checkbox" | "radio") {
            let _ = field.toggle_attribute_with_force("checked", typed.checked());
        } else if field.value().is_empty() {
            field.set_value(&typed.value());
        }
    }
    for field in dom::all::<HtmlTextAreaElement>(new, "textarea[id]") {
        if let Some(typed) = former::<HtmlTextAreaElement>(&field.id()).filter(|_| field.value().is_empty()) {
            // What is not in the markup does not come along.
            field.set_text_content(Some(&typed.value()));
        }
    }
}

/// The element of an id on the page that is shown.
fn former<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Takes over what a page says of itself.
fn take_name(page: &Document) {
    document().set_title(&page.title());
    let name = page.body().and_then(|body| body.get_attribute("data-page"));
    if let (Some(body), Some(name)) = (document().body(), name) {
        let _ = body.set_attribute("data-page", &name);
    }
}

/// Names the page in the address line. Says whether it is another page.
fn go_to(address: &str) -> bool {
    let before = here();
    if before != address
        && !address.contains("__err=")
        && let Ok(history) = window().history()
    {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
    note_shown();
    dom::path_of(&before) != dom::path_of(address)
}

/// Puts the focus on the middle of the page, and leaves the page where it is.
fn focus_quietly(main: &Element) -> Result<(), JsValue> {
    let wish = web_sys::FocusOptions::new();
    wish.set_prevent_scroll(true);
    main.unchecked_ref::<HtmlElement>().focus_with_options(&wish)
}
