#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::changes::Changes;
use super::upload_form::UploadForm;
use crate::api::dto::AdminFile;
use crate::api::error::Field;
use crate::components::{Glyph, Icon, LocalTime, problem_words, text};
use crate::forms::Submit;
use crate::paths;
use domain::ids::AttachmentId;
use leptos::prelude::*;

/// A file with what can be done to it.
#[component]
pub fn FileRow(
    /// The lesson's slug.
    lesson: String,
    /// The file.
    file: AdminFile,
    /// Whether it is the first of the list.
    first: bool,
    /// Whether it is the last.
    last: bool,
    /// The largest file in bytes.
    limit: u64,
    /// What is done to the files.
    changes: Changes,
) -> impl IntoView {
    let AdminFile { id, title, file_name, kind, size, version, changed_at } = file;
    let what = format!("{} · {} · {file_name}", kind.words(), text::size(size));
    let replaced = (version > 1).then(|| view! { " · replaced "<LocalTime at=changed_at /> });
    let replace = paths::admin_replace(&lesson, id).to_string();
    view! {
        <li class="py-3">
            <div class="flex items-start gap-3">
                <span class="file-mark"><Icon glyph=Glyph::File /></span>
                <div class="min-w-0 flex-1">
                    <a class="link file-title" href=paths::admin_file(&lesson, id).to_string() rel="external">{title.clone()}</a>
                    <p class="text-sm break-words text-muted">{what} {replaced}</p>
                </div>
                <div class="flex flex-none">
                    <Shift id title=title.clone() up=true disabled=first changes />
                    <Shift id title=title.clone() up=false disabled=last changes />
                </div>
            </div>
            <details class="file-change">
                <summary class="quiet-link">"Change"<span class="sr-only">" “"{title.clone()}"”"</span><Icon glyph=Glyph::ChevronDown /></summary>
                <div class="grid gap-6 pt-3 pb-2">
                    <Rename id title=title.clone() changes />
                    <UploadForm path=replace field=format!("upload-{id}") label="Other content" button="Replace" limit changes />
                    <Remove id title changes />
                </div>
            </details>
        </li>
    }
}

#[component]
fn Shift(id: AttachmentId, title: String, up: bool, disabled: bool, changes: Changes) -> impl IntoView {
    let (way, words, glyph) = if up { ("up", "Move up: ", Glyph::ArrowUp) } else { ("down", "Move down: ", Glyph::ArrowDown) };
    let button = format!("{way}-{id}");
    let after = vec![button.clone(), format!("up-{id}"), format!("down-{id}")];
    view! {
        <ActionForm action=changes.shift on:submit:capture=move |_| changes.focus_next(after.clone())>
            <input type="hidden" name="file" value=id.to_string() />
            <input type="hidden" name="way" value=way />
            <button type="submit" class="btn btn-ghost file-shift" id=button disabled=disabled aria-label=format!("{words}{title}")><Icon glyph /></button>
        </ActionForm>
    }
}

#[component]
fn Rename(id: AttachmentId, title: String, changes: Changes) -> impl IntoView {
    let field = format!("title-{id}");
    let error = format!("{field}-error");
    let is_own = move || changes.rename.input().get().is_none_or(|input| input.file == id.to_string());
    let refusal = move || {
        let refused = changes.rename.value().get().and_then(Result::err).filter(|_| is_own());
        refused.and_then(|error| error.problem_with(Field::FileTitle)).map(|problem| problem_words(Field::FileTitle, problem))
    };
    view! {
        <ActionForm action=changes.rename attr:class="grid gap-3">
            <input type="hidden" name="file" value=id.to_string() />
            <div class="field">
                <label class="field-label" for=field.clone()>"Title"</label>
                <input class="input" id=field name="title" type="text" autocomplete="off" maxlength="200" required value=title aria-invalid=move || refusal().map(|_| "true") aria-describedby=error.clone() />
                <p class="field-error" id=error role="alert" hidden=move || refusal().is_none()><Icon glyph=Glyph::CircleAlert /><span>{move || refusal().unwrap_or_default()}</span></p>
            </div>
            <div><Submit pending=changes.rename.pending() look="btn-plain">"Save the title"</Submit></div>
        </ActionForm>
    }
}

#[component]
fn Remove(id: AttachmentId, title: String, changes: Changes) -> impl IntoView {
    view! {
        <details class="grid gap-2">
            <summary class="quiet-link">"Remove…"</summary>
            <ActionForm action=changes.remove attr:class="mt-2 grid gap-3">
                <input type="hidden" name="file" value=id.to_string() />
                <p class="text-sm">"Students lose “"{title}"” at once, and links to it lead nowhere. This cannot be undone."</p>
                <div><Submit pending=changes.remove.pending() look="btn-plain text-danger">"Remove this file"</Submit></div>
            </ActionForm>
        </details>
    }
}
