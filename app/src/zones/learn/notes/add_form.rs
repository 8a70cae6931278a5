use super::minute::MinuteButton;
use super::words;
use crate::api::notes::Add;
use crate::forms::{RefusedForm, TextArea};
use domain::ids::{LessonId, UserId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The form for a new note. Without scripts it leads to the notes of the lesson. Two students at one browser keep their drafts apart.
#[component]
pub fn AddNote(
    /// The lesson.
    lesson: LessonId,
    /// Its slug.
    slug: String,
    /// Who writes.
    student: UserId,
    /// Whether there is a video.
    has_video: bool,
) -> impl IntoView {
    let refused = RefusedForm::of::<Add>();
    let value = refused.as_ref().map(|form| form.value("text")).unwrap_or_default();
    let problem = refused.as_ref().map(|form| words(&form.error));
    let at_s = refused.as_ref().and_then(|form| form.value("at").parse().ok());
    let minute = has_video.then(|| view! { <MinuteButton at_s /> });
    view! {
        <form method="post" action=Add::url() class="grid gap-3" data-stays="" data-once="" data-draft=format!("lectern.note.{student}.{lesson}")>
            <input type="hidden" name="lesson" value=lesson.to_string() />
            <input type="hidden" name="back" value=slug />
            <TextArea label="New note" name="text" id="new-note" rows=3 value hint="Plain text, and for your eyes only." error=Signal::stored(problem) />
            <div class="flex flex-wrap gap-2">
                <button type="submit" class="btn btn-primary">"Save note"</button>
                {minute}
            </div>
        </form>
    }
}
