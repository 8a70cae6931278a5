//! What the editor of lessons asks of a browser: pictures from the clipboard, words at the cursor, and not to leave unsaved work.

use super::PictureFile;
use crate::api::ApiError;
use domain::ids::ImageId;
use js_sys::Reflect;
use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::form::FromFormData;
use leptos::prelude::{document, window};
use leptos::serde_json;
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, File, FileList, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, XmlHttpRequest,
};

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_null() && !value.is_undefined())
}

/// The first picture of a list of files.
fn picture_in(files: &FileList) -> Option<PictureFile> {
    let mut files = (0..files.length()).filter_map(|index| files.get(index));
    files.find(|file| file.type_().starts_with("image/")).map(|file| PictureFile(SendWrapper::new(file)))
}

fn carried(event: &JsValue, by: &str) -> Option<PictureFile> {
    picture_in(&property(&property(event, by)?, "files")?.dyn_into().ok()?)
}

/// The picture that is pasted.
pub fn pasted_picture(event: &ClipboardEvent) -> Option<PictureFile> {
    carried(event.as_ref(), "clipboardData")
}

/// The picture that is dropped.
pub fn dropped_picture(event: &DragEvent) -> Option<PictureFile> {
    carried(event.as_ref(), "dataTransfer")
}

/// The picture that is chosen in a field, which is free for another then.
pub fn chosen_picture(field: &str) -> Option<PictureFile> {
    let input: HtmlInputElement = document().get_element_by_id(field)?.dyn_into().ok()?;
    let picture = picture_in(&input.files()?);
    input.set_value("");
    picture
}

/// Tells the browser that something of this page is dragged. Some browsers drag nothing without it.
pub fn begin_drag(event: &DragEvent, name: &str) {
    let begun = property(event.as_ref(), "dataTransfer").and_then(|carrier| {
        Reflect::set(&carrier, &"effectAllowed".into(), &"move".into()).ok()?;
        let set: js_sys::Function = property(&carrier, "setData")?.dyn_into().ok()?;
        set.call2(&carrier, &"text/plain".into(), &name.into()).ok()
    });
    drop(begun);
}

/// Whether the pointer is in the lower half of what the event happened on.
pub fn is_in_lower_half(event: &DragEvent) -> bool {
    let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        let measured = || {
            let measure: js_sys::Function = property(&element, "getBoundingClientRect")?.dyn_into().ok()?;
            let area = measure.call0(&element).ok()?;
            Some((property(&area, "top")?.as_f64()?, property(&area, "height")?.as_f64()?))
        };
        measured().is_some_and(|(top, height)| f64::from(event.client_y()) > top + height / 2.0)
    })
}

/// The name of a picture's file.
pub fn picture_name(picture: &PictureFile) -> String {
    let name = picture.0.name();
    if name.contains('.') { name } else { format!("picture.{}", picture.0.type_().trim_start_matches("image/")) }
}

/// Sends a picture. `on_end` hears its id, or why it was not taken.
pub fn send_picture(path: &str, picture: &PictureFile, on_end: impl Fn(Result<ImageId, ApiError>) + 'static) -> Option<()> {
    let file: &File = &picture.0;
    let form = FormData::new().ok()?;
    form.append_with_blob_and_filename("file", file, &picture_name(picture)).ok()?;
    let request = XmlHttpRequest::new().ok()?;
    request.open("POST", path).ok()?;
    request.set_request_header("accept", "application/json").ok()?;
    let ended = Closure::<dyn Fn(Event)>::new({
        let request = request.clone();
        move |_| on_end(outcome(&request))
    });
    for event in ["load", "error", "timeout"] {
        request.add_event_listener_with_callback(event, ended.as_ref().unchecked_ref()).ok()?;
    }
    // It is as small as the request, and an upload is rare.
    ended.forget();
    request.send_with_opt_form_data(Some(&form)).ok()
}

fn outcome(request: &XmlHttpRequest) -> Result<ImageId, ApiError> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if request.status().is_ok_and(|status| status == 201) {
        return serde_json::from_str(&text).map_err(|_| ApiError::Transport);
    }
    Err(serde_json::from_str(&text).unwrap_or(ApiError::Transport))
}

/// Writes words at the cursor of a text and gives the whole text.
pub fn insert_at_cursor(area: &HtmlTextAreaElement, words: &str) -> String {
    let at = area.selection_end().ok().flatten().unwrap_or_else(|| u32::try_from(area.value().len()).unwrap_or_default());
    let text: Vec<u16> = area.value().encode_utf16().collect();
    let (before, after) = text.split_at(text.len().min(at as usize));
    let (before, after) = (String::from_utf16_lossy(before), String::from_utf16_lossy(after));
    let whole = format!("{before}{words}{after}");
    area.set_value(&whole);
    let end = at + u32::try_from(words.encode_utf16().count()).unwrap_or_default();
    let _ = area.set_selection_range(end, end);
    whole
}

/// What is typed into the form of this id.
pub fn typed_form<T: FromFormData>(id: &str) -> Option<T> {
    let form: HtmlFormElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    T::from_form_data(&FormData::new_with_form(&form).ok()?).ok()
}

/// The page in a frame of the same origin, once it is there. What is in it are no objects of this page, so their kinds are not asked for.
fn page_in(frame: &str) -> Option<HtmlElement> {
    let frame = document().get_element_by_id(frame)?;
    let page: Document = property(&frame, "contentDocument")?.unchecked_into();
    page.body().filter(|body| body.has_attribute("data-page"))
}

/// Whether the frame of this id shows a page of ours.
pub fn frame_shows(id: &str) -> bool {
    page_in(id).is_some()
}

/// Shows other HTML in the page of a frame. It was made by the server, which escapes it as it does the page's own; its place stays.
pub fn fill_frame(id: &str, html: &str) {
    if let Some(body) = page_in(id) {
        body.set_inner_html(html);
    }
}

/// Asks before a link leads away from unsaved work.
pub struct Guard(SendWrapper<Closure<dyn Fn(Event)>>);

/// Begins to ask while work `is_unsaved`, until this is ended.
pub fn guard_links(is_unsaved: impl Fn() -> bool + 'static) -> Guard {
    let clicked = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten());
        let elsewhere = link.is_some_and(|link| !link.has_attribute("target") && !link.has_attribute("data-stays"));
        if elsewhere && is_unsaved() && !leaves_anyway() {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    let _ = document().add_event_listener_with_callback_and_bool("click", clicked.as_ref().unchecked_ref(), true);
    Guard(SendWrapper::new(clicked))
}

fn leaves_anyway() -> bool {
    window().confirm_with_message("Your latest words are not saved yet. Leave this page anyway?").unwrap_or(true)
}

impl Guard {
    /// Asks no more.
    pub fn end(self) {
        let _ = document().remove_event_listener_with_callback_and_bool("click", self.0.as_ref().unchecked_ref(), true);
    }
}
