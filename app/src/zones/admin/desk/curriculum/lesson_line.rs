use super::board::{Board, Spot};
use super::tools::{MoveTool, StepTool};
use crate::api::dto::LessonRow;
use crate::components::text;
use crate::interop;
use crate::paths;
use crate::zones::admin::desk::lesson::PublicationBadge;
use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;

/// A lesson in the list: what it is, how it stands before students, and what moves it.
#[component]
pub fn LessonLine(
    /// The board.
    board: Board,
    /// The lesson.
    lesson: LessonRow,
    /// Where it stands.
    spot: Spot,
    /// Whether it is the first of the course, and the last.
    ends: (bool, bool),
) -> impl IntoView {
    let LessonRow { id, slug, title, publication, unshown, files } = lesson;
    let link = format!("lesson-{id}");
    let files = (files > 0).then(|| text::count(files as usize, "file", "files"));
    let unshown = unshown.then(|| view! { <span class="badge badge-warning">"Changes not shown"</span> });
    let on_key = {
        let link = link.clone();
        move |event: KeyboardEvent| {
            let up = match event.key().as_str() {
                "ArrowUp" => true,
                "ArrowDown" => false,
                _ => return,
            };
            if event.alt_key() {
                event.prevent_default();
                board.step(id, up, vec![link.clone()]);
            }
        }
    };
    let begin = {
        let title = title.clone();
        move |event: DragEvent| {
            interop::begin_drag(&event, &title);
            board.dragged.set(Some(id));
        }
    };
    let hover = move |event: DragEvent| {
        if board.dragged.get_untracked().is_some() {
            event.prevent_default();
            event.stop_propagation();
            board.over.set(Some((spot.0, spot.1 + usize::from(interop::is_in_lower_half(&event)))));
        }
    };
    view! {
        <li
            class="course-line"
            class:is-goal=move || board.over.get() == Some(spot)
            class:is-dragged=move || board.dragged.get() == Some(id)
            draggable="true"
            on:keydown=on_key
            on:dragstart=begin
            on:dragover=hover
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                event.stop_propagation();
                board.drop_it();
            }
            on:dragend=move |_| {
                board.dragged.set(None);
                board.over.set(None);
            }
        >
            <span class="course-grip" aria-hidden="true">"⠿"</span>
            <div class="min-w-0 flex-1">
                <a class="link font-semibold break-words" id=link href=paths::admin_lesson(&slug).to_string() aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown">{title.clone()}</a>
                <p class="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted"><PublicationBadge publication />{unshown}<span>{files}</span></p>
            </div>
            <div class="flex flex-none items-center">
                <StepTool board id title=title.clone() spot up=true disabled=ends.0 />
                <StepTool board id title=title.clone() spot up=false disabled=ends.1 />
            </div>
            <MoveTool board id title module=spot.0 />
        </li>
    }
}
