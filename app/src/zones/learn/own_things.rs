use crate::components::{Glyph, Icon, text};
use crate::paths;
use domain::progress::Progress;
use leptos::prelude::*;

/// The ways to what belongs to the student: the notes, and the certificate.
#[component]
pub fn OwnThings(
    /// Over the whole course.
    progress: Progress,
) -> impl IntoView {
    let left = progress.total.saturating_sub(progress.done) as usize;
    let certificate = match (progress.is_complete(), left) {
        (true, _) => "It is yours".to_owned(),
        (false, left) => format!("{} to go", text::count(left, "lesson", "lessons")),
    };
    view! {
        <nav class="mt-4 grid grid-cols-2 gap-4 md:mt-6 md:gap-6" aria-label="Your own">
            <a class="own-thing" href=paths::notes().to_string()>
                <span class="disc disc-small max-sm:hidden"><Icon glyph=Glyph::Pencil /></span>
                <span class="min-w-0"><span class="block font-semibold">"My notes"</span><span class="block text-sm text-muted">"With your bookmarks"</span></span>
            </a>
            <a class="own-thing" href=paths::own_certificate().to_string()>
                <span class="disc disc-small max-sm:hidden"><Icon glyph=Glyph::Award /></span>
                <span class="min-w-0"><span class="block font-semibold">"Certificate"</span><span class="block text-sm text-muted">{certificate}</span></span>
            </a>
        </nav>
    }
}
