use super::board::{Board, Spot};
use crate::api::curriculum::MoveLesson;
use crate::api::dto::ModuleRows;
use crate::api::error::Field as FieldName;
use crate::components::{Glyph, Icon};
use crate::forms::{Field, Submit};
use crate::zones::admin::refused::{Refused, problem};
use domain::ids::LessonId;
use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::*;

/// The button that moves a lesson one step, across the border of its module too.
#[component]
pub fn StepTool(
    /// The board.
    board: Board,
    /// The lesson.
    id: LessonId,
    /// Its title.
    title: String,
    /// Where it stands.
    spot: Spot,
    /// Up, or down.
    up: bool,
    /// Whether there is nowhere to go.
    disabled: bool,
) -> impl IntoView {
    let (way, words, glyph) = if up { ("up", "Move up: ", Glyph::ArrowUp) } else { ("down", "Move down: ", Glyph::ArrowDown) };
    let goal = board.beside(spot, up).unwrap_or(spot);
    let module = board.module_at(goal.0).map(|module| module.to_string()).unwrap_or_default();
    let focus = vec![format!("{way}-{id}"), format!("up-{id}"), format!("down-{id}")];
    let button = focus[0].clone();
    let step = move |event: SubmitEvent| {
        event.prevent_default();
        board.step(id, up, focus.clone());
    };
    view! {
        <ActionForm action=board.deeds.place_lesson on:submit:capture=step>
            <input type="hidden" name="lesson" value=id.to_string() />
            <input type="hidden" name="module" value=module />
            <input type="hidden" name="at" value=goal.1.to_string() />
            <button type="submit" class="btn btn-ghost file-shift" id=button disabled=disabled aria-label=format!("{words}{title}")><Icon glyph /></button>
        </ActionForm>
    }
}

/// What moves a lesson to the end of another module.
#[component]
pub fn MoveTool(
    /// The board.
    board: Board,
    /// The lesson.
    id: LessonId,
    /// Its title.
    title: String,
    /// The place of its module.
    module: usize,
) -> impl IntoView {
    let modules = board.modules.with_untracked(|modules| {
        let others = modules.iter().enumerate().filter(|(index, _)| *index != module);
        others.map(|(_, other)| (other.id.to_string(), other.title.clone())).collect::<Vec<_>>()
    });
    let field = format!("goal-{id}");
    let send = move |event: SubmitEvent| {
        if let Ok(MoveLesson { lesson, module }) = MoveLesson::from_event(&event) {
            event.prevent_default();
            board.send_away(lesson, module, vec![format!("lesson-{id}")]);
        }
    };
    let options = modules.iter().cloned().map(|(id, title)| view! { <option value=id>{title}</option> }).collect_view();
    (!modules.is_empty()).then(|| {
        view! {
            <details class="course-move">
                <summary class="quiet-link text-sm">"Other module"<span class="sr-only">" for “"{title}"”"</span></summary>
                <ActionForm action=board.deeds.move_lesson on:submit:capture=send attr:class="mt-2 flex flex-wrap items-end gap-3">
                    <input type="hidden" name="lesson" value=id.to_string() />
                    <div class="field min-w-0 flex-1">
                        <label class="field-label" for=field.clone()>"Move to the end of"</label>
                        <select class="input" id=field name="module">{options}</select>
                    </div>
                    <Submit pending=false look="btn-plain">"Move"</Submit>
                </ActionForm>
            </details>
        }
    })
}

/// What moves, renames and removes a module.
#[component]
pub fn ModuleTools(
    /// The board.
    board: Board,
    /// The module.
    module: ModuleRows,
    /// Its place.
    index: usize,
) -> impl IntoView {
    let last = index + 1 == board.modules.with_untracked(Vec::len);
    view! {
        <div class="flex flex-none items-center">
            <ModuleStep board module=module.clone() index up=true disabled=index == 0 />
            <ModuleStep board module=module.clone() index up=false disabled=last />
            <ModuleChange board module />
        </div>
    }
}

#[component]
fn ModuleStep(board: Board, module: ModuleRows, index: usize, up: bool, disabled: bool) -> impl IntoView {
    let (way, words, glyph) =
        if up { ("up", "Move module up: ", Glyph::ArrowUp) } else { ("down", "Move module down: ", Glyph::ArrowDown) };
    let goal = if up { index.saturating_sub(1) } else { index + 1 };
    let ModuleRows { id, title, .. } = module;
    let focus = vec![format!("{way}-{id}"), format!("up-{id}"), format!("down-{id}")];
    let button = focus[0].clone();
    let step = move |event: SubmitEvent| {
        event.prevent_default();
        board.step_module(id, up, focus.clone());
    };
    view! {
        <ActionForm action=board.deeds.place_module on:submit:capture=step>
            <input type="hidden" name="module" value=id.to_string() />
            <input type="hidden" name="at" value=goal.to_string() />
            <button type="submit" class="btn btn-ghost file-shift" id=button disabled=disabled aria-label=format!("{words}{title}")><Icon glyph /></button>
        </ActionForm>
    }
}

#[component]
fn ModuleChange(board: Board, module: ModuleRows) -> impl IntoView {
    let ModuleRows { id, title, summary, lessons } = module;
    let (rename, remove) = (board.deeds.rename_module, board.deeds.remove_module);
    let is_own = move || rename.input().get().is_some_and(|input| input.module == id);
    let own = move |field| {
        let wrong = problem(rename, field);
        Signal::derive(move || wrong.get().filter(|_| is_own()))
    };
    let (title_error, summary_error) = (own(FieldName::LessonTitle), own(FieldName::Summary));
    let label = title.clone();
    let removal = lessons.is_empty().then(|| {
        view! {
            <ActionForm action=remove>
                <input type="hidden" name="module" value=id.to_string() />
                <Submit pending=remove.pending() look="btn-plain btn-sm text-danger">"Remove this empty module"</Submit>
            </ActionForm>
        }
    });
    view! {
        <details class="course-change" open=move || title_error.get().or(summary_error.get()).is_some()>
            <summary class="btn btn-ghost file-shift"><Icon glyph=Glyph::Pencil /><span class="sr-only">"Change module “"{label}"”"</span></summary>
            <div class="course-change-box grid gap-4">
                <ActionForm action=rename attr:class="grid gap-4">
                    <input type="hidden" name="module" value=id.to_string() />
                    <Field label="Title" name="title" scope=format!("of-{id}") autocomplete="off" maxlength="200" value=title error=title_error />
                    <Field label="In one sentence" name="summary" scope=format!("of-{id}") autocomplete="off" maxlength="500" required=false value=summary error=summary_error />
                    <Refused action=rename />
                    <Submit pending=rename.pending() look="btn-plain">"Save"</Submit>
                </ActionForm>
                {removal}
                <Refused action=remove />
            </div>
        </details>
    }
}
