use super::super::questions::{Moment, Where};
use super::words;
use crate::api::dto::NoteView;
use crate::api::notes::{Change, Delete};
use crate::components::{Glyph, Icon, LocalTime};
use crate::forms::{RefusedForm, TextArea};
use domain::ids::NoteId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// A note, with what can be done about it.
#[component]
pub fn NoteItem(
    /// The note.
    note: NoteView,
    /// The lesson's slug.
    slug: String,
    /// On which page it stands.
    on: Where,
) -> impl IntoView {
    let NoteView { id, at_s, text, created_at } = note;
    let moment = at_s.map(|at_s| view! { <Moment lesson=slug.clone() at_s on /> });
    view! {
        <li class="note" id=format!("note-{id}")>
            <p class="facts">{moment}<LocalTime at=created_at /></p>
            <p class="note-text" dir="auto">{text.clone()}</p>
            <div class="note-tools">
                <Editor id text slug=slug.clone() />
                <Deleter id slug />
            </div>
        </li>
    }
}

#[component]
fn Editor(id: NoteId, text: String, slug: String) -> impl IntoView {
    let refused = RefusedForm::of::<Change>().filter(|form| form.value("note") == id.to_string());
    let open = refused.is_some();
    let problem = refused.as_ref().map(|form| words(&form.error));
    let begins = refused.map_or(text, |form| form.value("text"));
    let name = format!("Edit the note {}", beginning(&begins));
    view! {
        <details class="note-tool" open=open>
            <summary aria-label=name><Icon glyph=Glyph::Pencil />"Edit"</summary>
            <form method="post" action=Change::url() class="mt-3 grid gap-3" data-stays="" data-draft=format!("lectern.note.{id}")>
                <input type="hidden" name="note" value=id.to_string() />
                <input type="hidden" name="back" value=slug />
                <TextArea label="Note" name="text" id=format!("note-{id}-text") rows=4 value=begins error=Signal::stored(problem) />
                <p><button type="submit" class="btn btn-primary btn-sm">"Save the change"</button></p>
            </form>
        </details>
    }
}

#[component]
fn Deleter(id: NoteId, slug: String) -> impl IntoView {
    view! {
        <details class="note-tool">
            <summary><Icon glyph=Glyph::Cross />"Delete"</summary>
            <form method="post" action=Delete::url() class="mt-3 flex flex-wrap items-center gap-3" data-stays="">
                <input type="hidden" name="note" value=id.to_string() />
                <input type="hidden" name="back" value=slug />
                <span class="text-sm text-muted">"A deleted note does not come back."</span>
                <button type="submit" class="btn btn-plain btn-sm">"Delete it"</button>
            </form>
        </details>
    }
}

/// The beginning of a note, by which its controls are told apart.
fn beginning(text: &str) -> String {
    let beginning: String = text.chars().take(40).collect();
    format!("“{beginning}”")
}
