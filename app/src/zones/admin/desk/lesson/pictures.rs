use super::changes::line_for;
use super::writing::Writing;
use crate::api::Result;
use crate::components::{Glyph, Icon};
use crate::interop::{self, PictureFile};
use crate::paths;
use domain::file_kind::FileKind;
use domain::ids::ImageId;
use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::html::Textarea;
use leptos::prelude::*;

/// The id of the field in which a picture is chosen.
const FIELD: &str = "lesson-picture";

/// Pictures on their way into a text: chosen, pasted or dropped they go to the server, and then stand at the cursor.
#[derive(Clone, Copy)]
pub struct Pictures {
    path: StoredValue<String>,
    area: NodeRef<Textarea>,
    writing: Writing,
    under_way: RwSignal<u32>,
    refusal: RwSignal<Option<String>>,
}

impl Pictures {
    /// For the text of a lesson, by its slug.
    pub fn new(slug: &str, area: NodeRef<Textarea>, writing: Writing) -> Self {
        let path = StoredValue::new(paths::admin_pictures(slug).to_string());
        Self { path, area, writing, under_way: RwSignal::new(0), refusal: RwSignal::new(None) }
    }

    /// Takes the picture that is pasted, if it is one.
    pub fn paste(self, event: &ClipboardEvent) {
        if let Some(picture) = interop::pasted_picture(event) {
            event.prevent_default();
            self.send(&picture);
        }
    }

    /// Takes the picture that is dropped. Words that are dropped are the browser's.
    pub fn drop_in(self, event: &DragEvent) {
        if let Some(picture) = interop::dropped_picture(event) {
            event.prevent_default();
            self.send(&picture);
        }
    }

    /// Takes the picture that is chosen.
    fn choose(self) {
        if let Some(picture) = interop::chosen_picture(FIELD) {
            self.send(&picture);
        }
    }

    fn send(self, picture: &PictureFile) {
        self.refusal.set(None);
        let name = interop::picture_name(picture);
        let path = self.path.get_value();
        if interop::send_picture(&path, picture, move |answer| self.end(answer, &name)).is_some() {
            self.under_way.update(|count| *count += 1);
        }
    }

    fn end(self, answer: Result<ImageId>, name: &str) {
        let _ = self.under_way.try_update(|count| *count = count.saturating_sub(1));
        match (answer, self.area.try_get_untracked().flatten()) {
            (Ok(image), Some(area)) => {
                let source = interop::insert_at_cursor(&area, &format!("\n![{}]({})\n", caption(name), paths::picture(image)));
                self.writing.change(|words| words.source = source);
            }
            (Ok(_), None) => {}
            (Err(error), _) => drop(self.refusal.try_set(Some(line_for(&error)))),
        }
    }
}

/// What a picture is called before its writer says what it shows.
pub fn caption(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    stem.chars().map(|c| if matches!(c, '[' | ']' | '\\' | '_' | '-') { ' ' } else { c }).collect()
}

/// The field for a picture, and what becomes of it.
#[component]
pub fn PictureTool(
    /// The pictures.
    pictures: Pictures,
) -> impl IntoView {
    view! {
        <div class="editor-tools">
            <label class="btn btn-plain btn-sm editor-pick">
                <Icon glyph=Glyph::Plus />"Add a picture"
                <input class="sr-only" type="file" id=FIELD accept=FileKind::accepted_pictures() on:change=move |_| pictures.choose() />
            </label>
            <span role="status">{move || (pictures.under_way.get() > 0).then_some("Uploading…")}</span>
            <span role="alert" class="text-danger">{move || pictures.refusal.get()}</span>
        </div>
    }
}
