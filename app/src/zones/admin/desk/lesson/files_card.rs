use super::changes::{Changes, line_for};
use super::file_row::FileRow;
use super::upload_form::UploadForm;
use crate::api::dto::AdminFile;
use crate::components::{Alert, Tone};
use crate::interop;
use crate::paths;
use leptos::prelude::*;

/// The files of a lesson, and the form for another.
#[component]
pub fn FilesCard(
    /// The lesson's slug.
    lesson: String,
    /// Its files in order.
    files: Vec<AdminFile>,
    /// The largest file in bytes.
    limit: u64,
    /// What is done to them.
    changes: Changes,
) -> impl IntoView {
    Effect::new(move |_| interop::focus_on(&changes.take_focus()));
    let said = move || {
        changes.said().map(|said| match said {
            Ok(words) => view! { <Alert tone=Tone::Positive><p>{words}</p></Alert> }.into_any(),
            Err(error) => view! { <Alert tone=Tone::Danger><p>{line_for(&error)}</p></Alert> }.into_any(),
        })
    };
    let count = files.len();
    let none =
        files.is_empty().then(|| view! { <p class="text-muted">"No files yet. What you add here is for those who own the course."</p> });
    let upload = paths::admin_upload(&lesson).to_string();
    // Both are made anew with the list: what was open or typed beside one file must not pass to the file that takes its place.
    let rows = move || {
        let row = |(index, file): (usize, AdminFile)| {
            view! { <FileRow lesson=lesson.clone() file first=index == 0 last=index + 1 == count limit changes /> }
        };
        files.iter().cloned().enumerate().map(row).collect_view()
    };
    let form = move || view! { <UploadForm path=upload.clone() field="upload-new" label="Add a file" button="Upload" limit changes /> };
    view! {
        <section class="card grid gap-5" aria-labelledby="files">
            <h2 id="files" class="text-xl">"Files"</h2>
            <div class="contents" role="status">{said}</div>
            {none}
            <ul class="file-list">{rows}</ul>
            {form}
        </section>
    }
}
