use super::show::{focus_on_wrong, has_parts, is_panel, show};
use super::words::{say, unsay};
use super::{COURSE, marks};
use crate::components::UNREADABLE;
use crate::enhance::{dom, parts, toasts, touch};
use crate::interop;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, FormData, HtmlButtonElement, HtmlFormElement, HtmlTextAreaElement, SubmitEvent, UrlSearchParams};

/// Listens to forms. One with files is the browser's own.
pub fn begin() {
    dom::on("submit", send);
}

fn send(event: &Event) -> Option<()> {
    let form: HtmlFormElement = dom::nearest(event, "main form[method=post]:not([enctype])")?;
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
    if !form.is_connected() {
        // Another page is shown, or another form in its place.
        return if has_parts() { parts::renew() } else { tell_done(form, refused) };
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
    if answer.refused.is_some() && is_panel() && marks::take(form, &answer.page) {
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
    let again = same(form, answer);
    again.is_some_and(|again| again.has_attribute("data-refused"))
}

/// The form of this one's id on the page that was answered. A field may be called `id` too, and hide the form's own.
fn same(form: &HtmlFormElement, answer: &dom::Answer) -> Option<Element> {
    answer.page.get_element_by_id(&form.get_attribute("id")?)
}

/// The form once more, as another page has it that says what is wrong: a form that stays takes its place.
fn again(form: &HtmlFormElement, answer: &dom::Answer) -> Option<Element> {
    let found = same(form, answer).filter(|_| form.has_attribute("data-stays") && answer.chosen)?;
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
    tell_done(form, false);
    if form.has_attribute("data-stays") {
        parts::forget(form);
        parts::renew();
    }
}

/// Says that it is done, where a form says so.
fn tell_done(form: &HtmlFormElement, refused: bool) {
    if let Some(words) = form.get_attribute("data-done").filter(|words| !refused && !words.is_empty()) {
        toasts::say(&words);
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
