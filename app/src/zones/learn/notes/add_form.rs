use super::super::player::Watch;
use super::board::{Board, words};
use super::draft::Draft;
use super::minute::MinuteButton;
use super::writing::Writing;
use crate::api::notes::Add;
use crate::forms::{RefusedForm, TextArea};
use domain::ids::UserId;
use leptos::ev::SubmitEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The form for a new note. Without scripts it leads to the notes of the lesson.
#[component]
pub fn AddNote(
    /// The notes of the lesson.
    board: Board,
    /// The lesson's slug.
    slug: String,
    /// Who writes.
    student: UserId,
    /// The video.
    watch: Option<Watch>,
) -> impl IntoView {
    let writing = Writing::new(Draft::of_new(&student.to_string(), &board.lesson()));
    let area = NodeRef::<Textarea>::new();
    writing.follow(area);
    let refused = RefusedForm::of::<Add>();
    let value = refused.as_ref().map(|form| form.value("text")).unwrap_or_default();
    let first = refused.map(|form| words(&form.error));
    let problem = Signal::derive(move || writing.problem.get().or(first));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        writing.save(board);
    };
    let minute = watch.map(|watch| view! { <MinuteButton at_s=writing.at_s watch /> });
    view! {
        <form method="post" action=Add::url() class="grid gap-3" on:submit=on_submit on:input=move |event| writing.typed(event_target_value(&event))>
            <input type="hidden" name="lesson" value=board.lesson() />
            <input type="hidden" name="back" value=slug />
            <TextArea label="New note" name="text" id="new-note" rows=3 value hint="Plain text, and for your eyes only." error=problem node_ref=area />
            <div class="flex flex-wrap gap-2">
                <button type="submit" class="btn btn-primary">"Save note"</button>
                {minute}
            </div>
        </form>
    }
}
