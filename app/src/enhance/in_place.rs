//! Forms and marked links in the middle of a page change it instead of loading the page anew. What was typed stays: the server writes it
//! into the page that it sends back, and what it keeps to itself, as passwords, is carried over here.

use super::{dom, touch};
use crate::components::{INTERRUPTED, UNREADABLE};
use crate::interop;
use leptos::prelude::{document, window, window_event_listener};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Document, Element, Event, FormData, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlInputElement, SubmitEvent, UrlSearchParams,
};

/// Listens to forms and links.
pub fn begin() {
    dom::on("submit", send);
    dom::on("click", follow);
    window_event_listener(leptos::ev::popstate, |_| drop(window().location().reload()));
}

fn send(event: &Event) -> Option<()> {
    let form: HtmlFormElement = dom::nearest(event, "main form[method=post]")?;
    let submit = event.dyn_ref::<SubmitEvent>()?;
    if event.default_prevented() || interop::leaves(submit) {
        return None;
    }
    let button = submit.submitter().and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
    let fields = fields(&form, button.as_ref())?;
    event.prevent_default();
    let address = form.get_attribute("action")?;
    set_busy(&form, true);
    spawn_local(async move {
        match dom::send(&address, &fields).await {
            Ok(answer) => {
                if !show(&answer, answer.refuses()) {
                    say(&form, UNREADABLE);
                }
            }
            Err(_) => say(&form, INTERRUPTED),
        }
        set_busy(&form, false);
    });
    Some(())
}

/// What a form sends.
pub fn fields(form: &HtmlFormElement, button: Option<&HtmlButtonElement>) -> Option<UrlSearchParams> {
    let typed = FormData::new_with_form(form).ok()?;
    let fields = UrlSearchParams::new_with_record_from_str_to_str(&typed).ok()?;
    if let Some(button) = button.filter(|button| !button.name().is_empty()) {
        fields.append(&button.name(), &button.value());
    }
    Some(fields)
}

fn follow(event: &Event) -> Option<()> {
    let link: Element = dom::nearest(event, "a[data-in-place]")?;
    let click = event.dyn_ref::<leptos::ev::MouseEvent>()?;
    if click.ctrl_key() || click.meta_key() || click.shift_key() || click.button() != 0 {
        return None;
    }
    let address = link.get_attribute("href")?;
    event.prevent_default();
    spawn_local(async move {
        let shown = dom::ask(&address).await.is_ok_and(|answer| show(&dom::Answer { moved: true, ..answer }, true));
        if !shown {
            interop::go(&address);
        }
    });
    Some(())
}

/// Shows what was answered, and `keeps` what was typed; `false` if that is neither this page again nor one that it leads to. A page of
/// another zone is loaded: it has a bundle and a policy of its own.
pub fn show(answer: &dom::Answer, keeps: bool) -> bool {
    let is_same = |name: &str| answer.page.body().and_then(|body| body.get_attribute(name)) == interop::body_attribute(name);
    if answer.moved && !is_same("data-zone") {
        interop::go(&answer.address);
        return true;
    }
    (answer.moved || is_same("data-page")) && put(answer, keeps).is_some()
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
    take_name(&answer.page);
    touch(&new);
    let elsewhere = answer.moved && go_to(&answer.address);
    let wrong = dom::all::<HtmlElement>(&new, "[aria-invalid=true]").into_iter().next();
    let _ = match wrong {
        Some(field) => field.focus(),
        None => focus_quietly(&new),
    };
    match answer.address.split_once('#').and_then(|(_, id)| document().get_element_by_id(id)) {
        Some(place) => place.scroll_into_view(),
        None if elsewhere => window().scroll_to_with_x_and_y(0.0, 0.0),
        None => {}
    }
    Some(())
}

/// Takes over what was typed, where the new page says nothing of it.
fn carry_over(new: &Element) {
    for field in dom::all::<HtmlInputElement>(new, "input[id]") {
        let typed = document().get_element_by_id(&field.id()).and_then(|old| old.dyn_into::<HtmlInputElement>().ok());
        let Some(typed) = typed.filter(|typed| typed.type_() == field.type_()) else { continue };
        if matches!(field.type_().as_str(), "checkbox" | "radio") {
            let _ = field.toggle_attribute_with_force("checked", typed.checked());
        } else if field.value().is_empty() {
            field.set_value(&typed.value());
        }
    }
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
    let location = window().location();
    let Ok(before) = location.href() else { return false };
    let path = |address: &str| address.split(['?', '#']).next().unwrap_or_default().to_owned();
    if before != address
        && !address.contains("__err=")
        && let Ok(history) = window().history()
    {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
    path(&before) != path(address)
}

/// Puts the focus on the middle of the page, and leaves the page where it is.
fn focus_quietly(main: &Element) -> Result<(), JsValue> {
    let wish = web_sys::FocusOptions::new();
    wish.set_prevent_scroll(true);
    main.unchecked_ref::<HtmlElement>().focus_with_options(&wish)
}

/// The buttons of a form say that the answer is awaited, and cannot be pressed again.
pub fn set_busy(form: &Element, busy: bool) {
    for button in dom::all::<HtmlButtonElement>(form, "button[type=submit]") {
        button.set_disabled(busy);
        let _ = if busy { button.set_attribute("aria-busy", "true") } else { button.remove_attribute("aria-busy") };
        dom::hide(&button, ".spinner", !busy);
    }
}

/// Says above the form why nothing came of it.
fn say(form: &Element, (title, text): (&str, &str)) {
    for former in dom::all::<Element>(form, "[data-said]") {
        former.remove();
    }
    let alert = element("div", "alert alert-danger mb-5 grid gap-1").filter(|alert| alert.set_attribute("role", "alert").is_ok());
    let Some(alert) = alert else { return };
    let _ = alert.set_attribute("data-said", "");
    for (class, words) in [("font-semibold", title), ("", text)] {
        if let Some(line) = element("p", class) {
            line.set_text_content(Some(words));
            let _ = alert.append_child(&line);
        }
    }
    let _ = form.prepend_with_node_1(&alert);
}

fn element(name: &str, class: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    element.set_class_name(class);
    Some(element)
}
