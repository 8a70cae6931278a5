use super::changes::{Changes, line_for};
use crate::api::{ApiError, Result};
use crate::components::{Glyph, Icon, text};
use crate::forms::Submit;
use crate::interop::{self, ChosenFile, Upload};
use domain::file_kind::{FileKind, FileRefusal};
use domain::file_name::FileName;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A form that uploads a file. Without scripts the browser sends it; with them it is sent with a bar and can be cancelled.
#[component]
pub fn UploadForm(
    /// Where it goes.
    path: String,
    /// The id of the field.
    #[prop(into)]
    field: String,
    /// What the field is called.
    label: &'static str,
    /// What the button says.
    button: &'static str,
    /// The largest file in bytes.
    limit: u64,
    /// Who is told when the file is there.
    changes: Changes,
) -> impl IntoView {
    let sending = Sending::new(changes);
    let hint = format!("{field}-hint");
    let error = format!("{field}-error");
    let described = format!("{hint} {error}");
    let (send_path, send_field) = (path.clone(), field.clone());
    let send = move |event: SubmitEvent| {
        if let Some(file) = interop::chosen_file(&send_field) {
            event.prevent_default();
            sending.begin(&send_path, &send_field, file, limit);
        }
    };
    view! {
        <form method="post" enctype="multipart/form-data" action=path class="grid gap-3" on:submit=send>
            <div class="field">
                <label class="field-label" for=field.clone()>{label}</label>
                <input class="input file-input" id=field type="file" name="file" required accept=FileKind::accepted() aria-describedby=described aria-invalid=move || sending.refused().map(|_| "true") />
                <p class="field-hint" id=hint>"PDF, pictures, audio, video, Office documents, text or ZIP, up to "{text::size(limit)}"."</p>
                <p class="field-error" id=error role="alert" hidden=move || sending.refused().is_none()><Icon glyph=Glyph::CircleAlert /><span>{move || sending.refused()}</span></p>
            </div>
            <div class="grid gap-2" hidden=move || !sending.is_under_way()>
                <progress class="progress" max="100" value=move || sending.percent().to_string() aria-label="Uploaded"></progress>
                <div class="flex items-center justify-between gap-4">
                    <p class="text-sm text-muted tabular-nums">{move || sending.words()}</p>
                    <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| sending.cancel()>"Cancel"</button>
                </div>
            </div>
            <div><Submit pending=Signal::derive(move || sending.is_under_way()) look="btn-plain">{button}</Submit></div>
        </form>
    }
}

/// An upload of this page.
#[derive(Clone, Copy)]
struct Sending {
    changes: Changes,
    sent: RwSignal<Option<(u64, u64)>>,
    refusal: RwSignal<Option<ApiError>>,
    upload: StoredValue<Option<Upload>>,
}

impl Sending {
    fn new(changes: Changes) -> Self {
        let sending = Self { changes, sent: RwSignal::new(None), refusal: RwSignal::new(None), upload: StoredValue::new(None) };
        on_cleanup(move || sending.stop());
        sending
    }

    /// Sends a file, unless it would be refused anyway.
    fn begin(self, path: &str, field: &str, file: ChosenFile, limit: u64) {
        self.refusal.set(would_refuse(&file, limit).map(ApiError::File));
        if self.is_under_way() || self.refusal.with_untracked(Option::is_some) {
            return;
        }
        self.sent.set(Some((0, file.size)));
        let size = file.size;
        let progress = move |bytes: u64| self.sent.set(Some((bytes.min(size), size)));
        let upload = Upload::start(path, field, progress, move |outcome| self.end(outcome, &file.name));
        if upload.is_none() {
            self.end(Err(ApiError::Transport), "");
        }
        self.upload.set_value(upload);
    }

    fn end(self, outcome: Result<()>, name: &str) {
        self.sent.set(None);
        match outcome {
            Ok(()) => self.changes.note(format!("“{name}” is here.")),
            Err(error) => self.refusal.set(Some(error)),
        }
    }

    fn stop(self) {
        if let Some(upload) = self.upload.try_update_value(Option::take).flatten() {
            upload.cancel();
        }
    }

    fn cancel(self) {
        self.stop();
        self.sent.set(None);
    }

    fn is_under_way(self) -> bool {
        self.sent.with(Option::is_some)
    }

    fn refused(self) -> Option<String> {
        self.refusal.with(|error| error.as_ref().map(line_for))
    }

    fn percent(self) -> u64 {
        self.sent.get().map_or(0, |(sent, size)| sent * 100 / size.max(1))
    }

    /// When all is sent, the server still writes it away.
    fn words(self) -> String {
        match self.sent.get() {
            Some((sent, size)) if sent >= size => "Almost there…".to_owned(),
            Some((sent, size)) => format!("{} of {}", text::size(sent), text::size(size)),
            None => String::new(),
        }
    }
}

/// What can be said of a file without sending it.
fn would_refuse(file: &ChosenFile, limit: u64) -> Option<FileRefusal> {
    match FileKind::of_extension(&FileName::clean(&file.name).extension()) {
        None => Some(FileRefusal::OtherKind),
        Some(_) if file.size > limit => Some(FileRefusal::TooLarge),
        Some(_) if file.size == 0 => Some(FileRefusal::Empty),
        Some(_) => None,
    }
}
