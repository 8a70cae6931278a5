//! Stand-ins for the server, where no script runs.

use super::ChosenFile;
use crate::api::ApiError;
use domain::ids::ImageId;
use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::web_sys::HtmlTextAreaElement;

/// A moment in the reader's own time.
pub fn local_time(_machine_time: &str, _date_only: bool) -> Option<String> {
    None
}

/// Puts a text where the reader can paste it from. `false` says that the browser did not let us.
#[expect(clippy::unused_async, reason = "the same signature as in the browser")]
pub async fn copy(_text: &str) -> bool {
    false
}

/// The address of the page before.
pub fn referrer() -> String {
    String::new()
}

/// The host of this site.
pub fn host() -> String {
    String::new()
}

/// Asks before this page is left while something on it is not saved.
pub fn ask_before_leaving(_unsaved: impl Fn() -> bool + Copy + 'static) {}

/// The file that is chosen in a field.
pub fn chosen_file(_field: &str) -> Option<ChosenFile> {
    None
}

/// What is typed into the form of this id.
pub fn typed_form<T>(_id: &str) -> Option<T> {
    None
}

/// Whether the frame of this id shows a page of ours.
pub fn frame_shows(_id: &str) -> bool {
    false
}

/// Shows other HTML in the page of a frame.
pub fn fill_frame(_id: &str, _html: &str) {}

/// Puts the focus on the first of these elements that takes it.
pub fn focus_on(_ids: &[String]) {}

/// An upload under way.
#[derive(Clone)]
pub struct Upload;

impl Upload {
    /// Sends the file that is chosen in a field.
    pub fn start(
        _path: &str,
        _field: &str,
        _on_progress: impl Fn(u64) + 'static,
        _on_end: impl Fn(Result<(), ApiError>) + 'static,
    ) -> Option<Self> {
        None
    }

    /// Stops it.
    pub fn cancel(&self) {}
}

/// A picture that is in the browser.
pub struct PictureFile;

/// The picture that is pasted.
pub fn pasted_picture(_event: &ClipboardEvent) -> Option<PictureFile> {
    None
}

/// The picture that is dropped.
pub fn dropped_picture(_event: &DragEvent) -> Option<PictureFile> {
    None
}

/// The picture that is chosen in a field.
pub fn chosen_picture(_field: &str) -> Option<PictureFile> {
    None
}

/// Tells the browser that something of this page is dragged.
pub fn begin_drag(_event: &DragEvent, _name: &str) {}

/// Whether the pointer is in the lower half of what the event happened on.
pub fn is_in_lower_half(_event: &DragEvent) -> bool {
    false
}

/// The name of a picture's file.
pub fn picture_name(_picture: &PictureFile) -> String {
    String::new()
}

/// Sends a picture.
pub fn send_picture(_path: &str, _picture: &PictureFile, _on_end: impl Fn(Result<ImageId, ApiError>) + 'static) -> Option<()> {
    None
}

/// Writes words at the cursor of a text and gives the whole text.
pub fn insert_at_cursor(_area: &HtmlTextAreaElement, _words: &str) -> String {
    String::new()
}

/// Asks before a link leads away from unsaved work.
pub struct Guard;

impl Guard {
    /// Asks no more.
    pub fn end(self) {}
}

/// Begins to ask while work `is_unsaved`.
pub fn guard_links(_is_unsaved: impl Fn() -> bool + 'static) -> Guard {
    Guard
}
