//! Stand-ins for the server, where no script runs.

use super::{ChosenFile, LocalMoment, PlayerEvent, PlayerFault};
use crate::api::ApiError;
use domain::ids::ImageId;
use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::web_sys::HtmlTextAreaElement;

/// A moment in the reader's own time and language, and that language.
pub fn local_time(_machine_time: &str, _date_only: bool) -> Option<LocalMoment> {
    None
}

/// Puts a text where the reader can paste it from. `false` says that the browser did not let us.
#[expect(clippy::unused_async, reason = "the same signature as in the browser")]
pub async fn copy(_text: &str) -> bool {
    false
}

/// The value of an attribute of `<body>`.
pub fn body_attribute(_name: &str) -> Option<String> {
    None
}

/// Lets time pass.
#[expect(clippy::unused_async, reason = "the same signature as in the browser")]
pub async fn sleep_ms(_ms: i32) {}

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

/// The browser's clock in milliseconds.
pub fn clock_ms() -> i64 {
    0
}

/// A number that nobody has drawn before.
pub fn random_id() -> uuid::Uuid {
    uuid::Uuid::nil()
}

/// Sends a form although the page may be gone before the answer.
pub fn send_beacon(_path: &str, _fields: &[(&str, String)]) {}

/// Sends a small form to one of the server's functions and reads the answer.
#[expect(clippy::unused_async, reason = "the same signature as in the browser")]
pub async fn post_form<T: serde::de::DeserializeOwned>(_path: &str, _fields: &[(&str, String)]) -> Result<T, ApiError> {
    Err(ApiError::Transport)
}

/// Types into a field.
pub fn fill_in(_field: &str, _text: &str) {}

/// What was stored in this browser under a name.
pub fn stored(_name: &str) -> Option<String> {
    None
}

/// Stores something in this browser, or removes it.
pub fn store(_name: &str, _value: Option<&str>) {}

/// Whether nobody sees the page.
pub fn is_hidden() -> bool {
    false
}

/// The player in a frame of the page.
#[derive(Clone)]
pub struct VideoPlayer;

impl VideoPlayer {
    /// Waits for the player.
    #[expect(clippy::unused_async, reason = "the same signature as in the browser")]
    pub async fn attach(
        _frame: &leptos::web_sys::Element,
        _script: &str,
        _resume_s: u32,
        _tell: impl Fn(PlayerEvent) + 'static,
    ) -> Result<Self, PlayerFault> {
        Err(PlayerFault::NoScript)
    }

    /// Waits for the player, and leaves it alone.
    #[expect(clippy::unused_async, reason = "the same signature as in the browser")]
    pub async fn comes(_frame: &leptos::web_sys::Element, _script: &str) -> Result<(), PlayerFault> {
        Err(PlayerFault::NoScript)
    }

    /// Plays.
    pub fn play(&self) {}

    /// Plays, or stands still.
    pub fn toggle(&self) {}

    /// Goes so many seconds on, or back.
    pub fn skip(&self, _seconds: f64) {}

    /// Goes to a second, and into sight.
    pub fn show_at(&self, _second: u32) {}

    /// The next speed, or the one before.
    pub fn change_rate(&self, _faster: bool, _tell: impl Fn(f64) + 'static) {}

    /// Shows captions, or hides them.
    pub fn toggle_captions(&self, _tell: impl Fn(bool) + 'static) {}

    /// Fills the screen.
    pub fn fullscreen(&self) {}

    /// Lets go of the frame.
    pub fn close(&self) {}
}

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
