//! Forms and links in the middle of a page change it instead of loading the page anew. What was typed stays: the server writes it into
//! the page that it sends back, and what it keeps to itself, as passwords, is carried over here.

use super::{dom, parts, toasts, touch};
use crate::components::{INTERRUPTED, UNREADABLE};
use crate::interop;
use leptos::prelude::{document, window, window_event_listener};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Document, Element, Event, FormData, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement,
    SubmitEvent, UrlSearchParams,
};

/// Links that change the page: those that are marked, and in the course all within it.
const LINKS: &str = "a[data-in-place], body[data-zone=learn] a[href^='/learn']:not([rel~=external], [download], [target])";

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
    /// Counts the pages that were asked for: only the last is shown.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// The address of the page that is shown.
    static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The pages of the course do more.
pub fn set_course(course: Course) {
    COURSE.set(course);
}

/// Listens to forms and links.
pub fn begin() {
    note_shown();
    dom::on("submit", send);
    dom::on("click", follow);
    window_event_listener(leptos::ev::popstate, |_| go_back());
}

fn here() -> String {
    window().location().href().unwrap_or_default()
}

fn without_end(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

fn note_shown() {
    SHOWN.set(here());
}

/// The reader went back or forth.
fn go_back() {
    let address = here();
    if SHOWN.with_borrow(|shown| without_end(shown) == without_end(&address)) {
        return;
    }
    if has_parts() {
        spawn_local(async move { open(&address, false).await });
    } else {
        let _ = window().location().reload();
    }
}

/// Whether a form that leads back to this page changes only parts of it.
fn has_parts() -> bool {
    dom::first("main[data-parts]").is_some()
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
    unsay(&form);
    spawn_local(async move {
        match dom::send(&address, &fields).await {
            Ok(answer) => settle(&form, &answer),
            Err(_) => say(&form, (COURSE.get().unsent)(&form)),
        }
        set_busy(&form, false);
    });
    Some(())
}

/// Shows what came of a form.
fn settle(form: &HtmlFormElement, answer: &dom::Answer) {
    let refused = answer.refuses() || is_kept(form, answer);
    if !refused {
        (COURSE.get().taken)(form);
    }
    if has_parts() && !form.is_connected() {
        // Another page is shown, or another form in its place.
        return parts::renew();
    }
    if let Some((title, text)) = (COURSE.get().why)(answer) {
        return say(form, (title, &text));
    }
    if let Some(again) = again(form, answer) {
        let _ = form.replace_with_with_node_1(&again);
        touch(&again);
        focus_on_wrong(&again);
        return;
    }
    let stays = form.has_attribute("data-stays");
    let shown = (stays && answer.chosen) || show(answer, refused);
    if !shown {
        return say(form, UNREADABLE);
    }
    if refused {
        tell_unfit(form);
    } else if stays || form.has_attribute("data-done") {
        end(form);
    }
}

/// Whether the server kept what was typed because it could not take it: the form is there again, and says so.
fn is_kept(form: &HtmlFormElement, answer: &dom::Answer) -> bool {
    let again = format!("#{}[data-refused]", form.id());
    !form.id().is_empty() && answer.page.query_selector(&again).is_ok_and(|again| again.is_some())
}

/// The form once more, as another page has it that says what is wrong: a form that stays takes its place.
fn again(form: &HtmlFormElement, answer: &dom::Answer) -> Option<Element> {
    let stays = form.has_attribute("data-stays") && answer.chosen && !form.id().is_empty();
    let found = answer.page.query_selector(&format!("#{}", Some(form.id()).filter(|_| stays)?)).ok()??;
    let again: Element = document().import_node_with_deep(&found, true).ok()?.dyn_into().ok()?;
    for mark in ["data-stays", "data-done"] {
        again.set_attribute(mark, &form.get_attribute(mark).unwrap_or_default()).ok()?;
    }
    dom::hide(&again, "[data-moment-now]", false);
    Some(again)
}

/// A form that was refused, and is not shown again with what is wrong.
fn tell_unfit(form: &HtmlFormElement) {
    if form.is_connected() && dom::first("main [aria-invalid=true], main .alert-danger").is_none() {
        say(form, ("This could not be taken", "Please look at what you typed: it may be empty, or too long."));
    }
}

/// The form has done its work: it is empty again.
fn end(form: &HtmlFormElement) {
    form.reset();
    if let Some(words) = form.get_attribute("data-done").filter(|words| !words.is_empty()) {
        toasts::say(&words);
    }
    if form.has_attribute("data-stays") {
        parts::forget(form);
        parts::renew();
    }
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
    let link: Element = dom::nearest(event, LINKS)?;
    let click = event.dyn_ref::<leptos::ev::MouseEvent>()?;
    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if event.default_prevented() || modified || click.button() != 0 {
        return None;
    }
    let address = link.unchecked_ref::<web_sys::HtmlAnchorElement>().href();
    let leads_on_this_page = address.contains('#') && without_end(&address) == without_end(&here());
    if leads_on_this_page {
        return None;
    }
    event.prevent_default();
    let keeps = link.has_attribute("data-in-place");
    if !keeps && address == here() {
        return None;
    }
    spawn_local(async move { open(&address, keeps).await });
    Some(())
}

/// Shows another page in the place of this one, and `keeps` what was typed.
pub async fn open(address: &str, keeps: bool) {
    let (main, mine) = (dom::first("main"), TURN.get() + 1);
    TURN.set(mine);
    wait(main.as_ref(), true);
    (COURSE.get().leave)().await;
    let answer = dom::ask(address).await;
    if TURN.get() != mine {
        return;
    }
    wait(main.as_ref(), false);
    if !answer.is_ok_and(|answer| turn_to(&dom::Answer { moved: true, ..answer }, keeps)) {
        interop::go(address);
    }
}

fn wait(main: Option<&Element>, waits: bool) {
    if let Some(main) = main {
        let _ = if waits { main.set_attribute("aria-busy", "true") } else { main.remove_attribute("aria-busy") };
    }
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

/// Puts a page into the place of this one. A page of another zone is loaded: it has a bundle and a policy of its own.
fn turn_to(answer: &dom::Answer, keeps: bool) -> bool {
    if answer.moved && !is_alike(answer, "data-zone") {
        interop::go(&answer.address);
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
        None if elsewhere => window().scroll_to_with_x_and_y(0.0, 0.0),
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
fn focus_on_wrong(within: &Element) -> bool {
    let wrong = dom::all::<HtmlElement>(within, "[aria-invalid=true]").into_iter().next();
    wrong.is_some_and(|field| field.focus().is_ok())
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

/// The buttons of a form say that the answer is awaited, and cannot be pressed again; its texts stay as they were sent.
pub fn set_busy(form: &Element, busy: bool) {
    for text in dom::all::<HtmlTextAreaElement>(form, "textarea") {
        text.set_read_only(busy);
    }
    for button in dom::all::<HtmlButtonElement>(form, "button[type=submit]") {
        button.set_disabled(busy);
        let _ = if busy { button.set_attribute("aria-busy", "true") } else { button.remove_attribute("aria-busy") };
        dom::hide(&button, ".spinner", !busy);
    }
}

/// Says above the form why nothing came of it.
fn say(form: &Element, (title, text): (&str, &str)) {
    unsay(form);
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

fn unsay(form: &Element) {
    dom::all::<Element>(form, "[data-said]").iter().for_each(Element::remove);
}

fn element(name: &str, class: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    element.set_class_name(class);
    Some(element)
}
