//! Sends a file of a form and tells how far it is, which the browser's own forms do not.

use super::ChosenFile;
use crate::api::ApiError;
use leptos::prelude::document;
use leptos::serde_json;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, FormData, HtmlInputElement, ProgressEvent, XmlHttpRequest};

fn file_of(field: &str) -> Option<web_sys::File> {
    document().get_element_by_id(field)?.dyn_into::<HtmlInputElement>().ok()?.files()?.get(0)
}

/// The file that is chosen in a field.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
pub fn chosen_file(field: &str) -> Option<ChosenFile> {
    file_of(field).map(|file| ChosenFile { name: file.name(), size: file.size() as u64 })
}

/// An upload under way.
#[derive(Clone)]
pub struct Upload(SendWrapper<XmlHttpRequest>);

impl Upload {
    /// Sends the file that is chosen in `field`. `on_progress` hears of the bytes that are sent, and `on_end` what came of it,
    /// unless the upload is cancelled.
    pub fn start(
        path: &str,
        field: &str,
        on_progress: impl Fn(u64) + 'static,
        on_end: impl Fn(Result<(), ApiError>) + 'static,
    ) -> Option<Self> {
        let file = file_of(field)?;
        let form = FormData::new().ok()?;
        form.append_with_blob_and_filename("file", &file, &file.name()).ok()?;
        let request = XmlHttpRequest::new().ok()?;
        request.open("POST", path).ok()?;
        request.set_request_header("accept", "application/json").ok()?;
        listen(&request, on_progress, on_end);
        request.send_with_opt_form_data(Some(&form)).ok()?;
        Some(Self(SendWrapper::new(request)))
    }

    /// Stops it. Nothing of it is kept.
    pub fn cancel(&self) {
        let _ = self.0.abort();
    }
}

fn listen(request: &XmlHttpRequest, on_progress: impl Fn(u64) + 'static, on_end: impl Fn(Result<(), ApiError>) + 'static) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| on_progress(event.loaded() as u64));
    let ended = Closure::<dyn Fn(Event)>::new({
        let request = request.clone();
        move |_| on_end(outcome(&request))
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    for event in ["load", "error", "timeout"] {
        let _ = request.add_event_listener_with_callback(event, ended.as_ref().unchecked_ref());
    }
    // They are as small as the request, and an upload is rare.
    progress.forget();
    ended.forget();
}

fn outcome(request: &XmlHttpRequest) -> Result<(), ApiError> {
    if request.status().is_ok_and(|status| status == 201) {
        return Ok(());
    }
    let text = request.response_text().ok().flatten().unwrap_or_default();
    Err(serde_json::from_str(&text).unwrap_or(ApiError::Transport))
}
