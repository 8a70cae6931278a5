use crate::api::curriculum;
use crate::api::dto::{LessonRow, ModuleRows};
use crate::components::{PageSkeleton, PageTitle, loaded, text};
use crate::paths;
use leptos::prelude::*;

/// All lessons by module, drafts too.
#[component]
pub fn LessonsPage() -> impl IntoView {
    let modules = OnceResource::new_blocking(curriculum::lessons());
    view! {
        <PageTitle text="Lessons · Admin" />
        <Suspense fallback=PageSkeleton>{move || Suspend::new(async move { loaded(modules.await, |modules| view! { <Modules modules /> }) })}</Suspense>
    }
}

#[component]
fn Modules(modules: Vec<ModuleRows>) -> impl IntoView {
    let none = modules.is_empty().then(|| view! { <p class="card mt-6 text-muted">"There are no lessons yet."</p> });
    let module = |module: ModuleRows| {
        view! {
            <section class="card">
                <h2 class="text-xl">{module.title}</h2>
                <ol class="file-list mt-3">{module.lessons.into_iter().map(row).collect_view()}</ol>
            </section>
        }
    };
    view! {
        <h1>"Lessons"</h1>
        <div class="mt-6 grid gap-6">{none} {modules.into_iter().map(module).collect_view()}</div>
    }
}

fn row(lesson: LessonRow) -> impl IntoView {
    let draft = (!lesson.published).then(|| view! { <span class="badge">"Draft"</span> });
    let files = (lesson.files > 0).then(|| text::count(lesson.files as usize, "file", "files"));
    view! {
        <li class="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <a class="link min-w-0 flex-1 font-semibold" href=paths::admin_lesson(&lesson.slug).to_string()>{lesson.title}</a>
            {draft}
            <span class="text-sm text-muted">{files}</span>
        </li>
    }
}
