use super::board::{Board, Deeds};
use super::module_card::ModuleCard;
use crate::api::curriculum;
use crate::api::dto::ModuleRows;
use crate::api::error::Field as FieldName;
use crate::components::{Alert, Glyph, Icon, PageSkeleton, PageTitle, Tone, loaded, words_for};
use crate::forms::{Field, Submit};
use crate::interop;
use crate::zones::admin::refused::{Refused, problem};
use leptos::prelude::*;

/// All modules and lessons in their order, drafts too.
#[component]
pub fn LessonsPage() -> impl IntoView {
    let deeds = Deeds::new();
    let modules = Resource::new_blocking(move || deeds.versions(), |_| curriculum::lessons());
    let refused = move || {
        deeds.refused_move().map(|error| {
            let words = words_for(&error);
            view! { <div class="mt-6"><Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert></div> }
        })
    };
    view! {
        <PageTitle text="Lessons · Admin" />
        <h1>"Lessons"</h1>
        <p class="mt-2 max-w-[42rem] text-muted">
            "Drag a lesson to its place, use its arrows, or press "<kbd class="kbd">"Alt"</kbd>" with "<kbd class="kbd">"↑"</kbd>" or "
            <kbd class="kbd">"↓"</kbd>" while it has the focus. Students keep every tick, whatever moves."
        </p>
        <p class="sr-only" role="status" aria-live="polite">{move || deeds.said()}</p>
        <div class="contents" role="alert">{refused}</div>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(modules.await, move |modules| view! { <Modules modules deeds /> }) })}
        </Transition>
        <AddModuleForm deeds />
    }
}

#[component]
fn Modules(modules: Vec<ModuleRows>, deeds: Deeds) -> impl IntoView {
    let board = Board::new(modules, deeds);
    Effect::new(move |_| {
        let focus = deeds.take_focus();
        request_animation_frame(move || interop::focus_on(&focus));
    });
    let none = move || {
        board.modules.with(Vec::is_empty).then(|| {
            view! { <p class="card text-muted">"There is nothing here yet. A course begins with a module, which holds lessons."</p> }
        })
    };
    let places = move || (0..board.modules.with(Vec::len)).collect::<Vec<_>>();
    view! {
        <div class="mt-6 grid gap-6">
            {none}
            <For each=places key=move |index| board.module_at(*index).map(|id| (*index, id, board.modules.with_untracked(Vec::len))) let:index>
                <ModuleCard board index />
            </For>
        </div>
    }
}

#[component]
fn AddModuleForm(deeds: Deeds) -> impl IntoView {
    let action = deeds.add_module;
    view! {
        <section class="card mt-6" aria-labelledby="add-module">
            <h2 id="add-module" class="flex items-center gap-2 text-xl"><Icon glyph=Glyph::Plus />"Add a module"</h2>
            <ActionForm action attr:class="mt-4 grid max-w-[36rem] gap-4">
                <Field label="Title of the module" name="title" scope="new-module" autocomplete="off" maxlength="200" error=problem(action, FieldName::LessonTitle) />
                <Refused action />
                <div><Submit pending=action.pending() look="btn-plain">"Add the module"</Submit></div>
            </ActionForm>
        </section>
    }
}
