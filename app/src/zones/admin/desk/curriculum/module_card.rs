use super::board::{Board, drawing};
use super::lesson_line::LessonLine;
use super::tools::ModuleTools;
use crate::api::error::Field as FieldName;
use crate::forms::{Field, Submit};
use crate::zones::admin::refused::{Refused, problem};
use domain::ids::ModuleId;
use leptos::ev::DragEvent;
use leptos::prelude::*;

/// A module with its lessons. Its lines follow the board; the card itself is drawn anew when the module comes to another place.
#[component]
pub fn ModuleCard(
    /// The board.
    board: Board,
    /// The module's place.
    index: usize,
) -> impl IntoView {
    let module = board.modules.with_untracked(|modules| modules.get(index).cloned());
    module.map(|module| {
        let (id, heading) = (module.id, format!("module-{}", module.id));
        let named_by = heading.clone();
        let rows = move || {
            let last_module = index + 1 == board.modules.with(Vec::len);
            let rows = board.modules.with(|modules| modules.get(index).map(|module| module.lessons.clone()).unwrap_or_default());
            let count = rows.len();
            let row = |(at, row)| (row, (index, at), (index == 0 && at == 0, last_module && at + 1 == count));
            rows.into_iter().enumerate().map(row).collect::<Vec<_>>()
        };
        let count = move || board.modules.with(|modules| modules.get(index).map_or(0, |module| module.lessons.len()));
        let is_goal = move || board.over.get() == Some((index, count()));
        let at_end = move |event: DragEvent| {
            if board.dragged.get_untracked().is_some() {
                event.prevent_default();
                board.over.set(Some((index, count())));
            }
        };
        let summary = (!module.summary.is_empty()).then(|| view! { <p class="mt-1 text-sm text-muted">{module.summary.clone()}</p> });
        view! {
            <section class="card" aria-labelledby=named_by>
                <div class="flex items-start gap-4">
                    <div class="min-w-0 flex-1"><h2 id=heading class="text-xl break-words">{module.title.clone()}</h2>{summary}</div>
                    <ModuleTools board module=module.clone() index />
                </div>
                <ol class="course-lines mt-3">
                    <For each=rows key=|(row, spot, ends)| drawing(row, *spot, *ends) let:line>
                        <LessonLine board lesson=line.0 spot=line.1 ends=line.2 />
                    </For>
                </ol>
                <div
                    class="course-end"
                    class:is-goal=is_goal
                    on:dragover=at_end
                    on:drop=move |event: DragEvent| {
                        event.prevent_default();
                        board.drop_it();
                    }
                >
                    <AddLessonForm board module=id />
                </div>
            </section>
        }
    })
}

#[component]
fn AddLessonForm(board: Board, module: ModuleId) -> impl IntoView {
    let action = board.deeds.add_lesson;
    let is_own = move || action.input().get().is_some_and(|input| input.module == module);
    let wrong = problem(action, FieldName::LessonTitle);
    let error = Signal::derive(move || wrong.get().filter(|_| is_own()));
    view! {
        <details class="mt-3" open=move || error.get().is_some()>
            <summary class="btn btn-plain btn-sm">"Add a lesson"</summary>
            <ActionForm action attr:class="mt-4 grid max-w-[36rem] gap-4">
                <input type="hidden" name="module" value=module.to_string() />
                <Field label="Title of the lesson" name="title" scope=format!("lesson-of-{module}") autocomplete="off" maxlength="200" hint="It begins as a draft: students see it when you publish it." error />
                <Refused action />
                <div><Submit pending=action.pending() look="btn-plain">"Add and write it"</Submit></div>
            </ActionForm>
        </details>
    }
}
