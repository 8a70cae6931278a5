use super::super::player::Watch;
use super::super::questions::Moment;
use super::board::{Board, Refusal, words};
use super::draft::Draft;
use crate::api::dto::NoteView;
use crate::api::notes::{Change, Delete};
use crate::components::{Glyph, Icon, LocalTime};
use crate::forms::{RefusedForm, TextArea};
use domain::ids::NoteId;
use leptos::ev::SubmitEvent;
use leptos::html::{Details, Textarea};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// A note, with what can be done about it.
#[component]
pub fn NoteItem(
    /// The notes of its lesson.
    board: Board,
    /// The note.
    note: NoteView,
    /// What was refused of it.
    refusal: Option<Refusal>,
    /// The lesson's slug.
    slug: String,
    /// The video, where it is on the page.
    watch: Option<Watch>,
) -> impl IntoView {
    let NoteView { id, at_s, text, created_at } = note;
    let moment = at_s.map(|at_s| view! { <Moment lesson=slug.clone() at_s watch /> });
    view! {
        <li class="note" id=format!("note-{id}")>
            <p class="facts">{moment}<LocalTime at=created_at /></p>
            <p class="note-text" dir="auto">{text.clone()}</p>
            <div class="note-tools">
                <Editor board id text refusal slug=slug.clone() />
                <Deleter board id slug />
            </div>
        </li>
    }
}

#[component]
fn Editor(board: Board, id: NoteId, text: String, refusal: Option<Refusal>, slug: String) -> impl IntoView {
    let plain = RefusedForm::of::<Change>().filter(|form| form.value("note") == id.to_string());
    let refusal = refusal.or_else(|| plain.map(|form| Refusal { text: form.value("text"), words: words(&form.error) }));
    let draft = Draft::of_change(&id.to_string());
    let (fold, area) = (NodeRef::<Details>::new(), NodeRef::<Textarea>::new());
    let problem = refusal.as_ref().map(|refusal| refusal.words);
    let open = refusal.is_some();
    let begins = refusal.map_or_else(|| text.clone(), |refusal| refusal.text);
    restore(draft, fold, area, text);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(area) = area.get_untracked() else { return };
        board.change(id, area.value(), move || draft.keep(""));
    };
    let name = format!("Edit the note {}", board_name(&begins));
    view! {
        <details class="note-tool" open=open node_ref=fold>
            <summary aria-label=name><Icon glyph=Glyph::Pencil />"Edit"</summary>
            <form method="post" action=Change::url() class="mt-3 grid gap-3" on:submit=on_submit on:input=move |event| draft.keep(&event_target_value(&event))>
                <input type="hidden" name="note" value=id.to_string() />
                <input type="hidden" name="back" value=slug />
                <TextArea label="Note" name="text" id=format!("note-{id}-text") rows=4 value=begins error=Signal::stored(problem) node_ref=area />
                <p><button type="submit" class="btn btn-primary btn-sm">"Save the change"</button></p>
            </form>
        </details>
    }
}

/// A change that was not saved is there again, and the form is open.
fn restore(draft: Draft, fold: NodeRef<Details>, area: NodeRef<Textarea>, saved: String) {
    Effect::new(move |_| {
        let (Some(fold), Some(area)) = (fold.get(), area.get()) else { return };
        if let Some(kept) = draft.kept().filter(|kept| *kept != saved) {
            area.set_value(&kept);
            fold.set_open(true);
        }
    });
}

#[component]
fn Deleter(board: Board, id: NoteId, slug: String) -> impl IntoView {
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        board.delete(id);
    };
    view! {
        <details class="note-tool">
            <summary><Icon glyph=Glyph::Cross />"Delete"</summary>
            <form method="post" action=Delete::url() class="mt-3 flex flex-wrap items-center gap-3" on:submit=on_submit>
                <input type="hidden" name="note" value=id.to_string() />
                <input type="hidden" name="back" value=slug />
                <span class="text-sm text-muted">"A deleted note does not come back."</span>
                <button type="submit" class="btn btn-plain btn-sm">"Delete it"</button>
            </form>
        </details>
    }
}

/// The beginning of a note, by which its controls are told apart.
fn board_name(text: &str) -> String {
    let beginning: String = text.chars().take(40).collect();
    format!("“{beginning}”")
}
