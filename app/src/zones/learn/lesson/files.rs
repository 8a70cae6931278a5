#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::api::dto::FileItem;
use crate::components::{Glyph, Icon, text};
use crate::paths;
use leptos::prelude::*;

/// What a lesson gives to take along. A lesson without files shows nothing.
#[component]
pub fn LessonFiles(
    /// The lesson's slug.
    lesson: String,
    /// Its files in order.
    files: Vec<FileItem>,
) -> impl IntoView {
    let row = |file: FileItem| {
        let what = format!("{} · {}", file.kind.words(), text::size(file.size));
        view! {
            <li>
                <a class="file-row" href=paths::lesson_file(&lesson, file.id).to_string() rel="external">
                    <span class="file-mark"><Icon glyph=Glyph::File /></span>
                    <span class="min-w-0 flex-1">
                        <span class="sr-only">"Download "</span>
                        <span class="file-title">{file.title}</span>
                        <span class="block text-sm text-muted">{what}</span>
                    </span>
                    <span class="text-muted"><Icon glyph=Glyph::Download /></span>
                </a>
            </li>
        }
    };
    (!files.is_empty()).then(|| {
        view! {
            <section class="mt-12 max-w-[42rem]" aria-labelledby="files">
                <h2 id="files" class="text-xl">"Files"</h2>
                <ul class="card file-list mt-4">{files.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}
