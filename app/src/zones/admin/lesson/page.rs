use super::changes::Changes;
use super::files_card::FilesCard;
use crate::api::curriculum;
use crate::api::dto::LessonDesk;
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// One lesson.
#[component]
pub fn LessonDeskPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("lesson").unwrap_or_default()));
    let changes = Changes::new();
    let desk = Resource::new_blocking(move || (slug.get(), changes.made()), |(slug, _)| curriculum::lesson(slug));
    view! {
        <PageTitle text="Lesson · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(desk.await, |desk| view! { <Desk desk changes /> }) })}
        </Transition>
    }
}

#[component]
fn Desk(desk: LessonDesk, changes: Changes) -> impl IntoView {
    let LessonDesk { slug, title, summary, module_title, published, files, upload_limit } = desk;
    let state = if published {
        view! { <span class="badge badge-positive">"Published"</span> }
    } else {
        view! { <span class="badge">"Draft"</span> }
    };
    let shown = published.then(|| {
        view! { <a class="link" href=paths::lesson(&slug).to_string() rel="external">"See it as a student"</a> }
    });
    view! {
        <a class="quiet-link" href=paths::admin_lessons().to_string()><Icon glyph=Glyph::ArrowLeft />"All lessons"</a>
        <p class="mt-3 text-sm text-muted">{module_title}</p>
        <div class="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2"><h1 class="min-w-0 break-words">{title}</h1>{state}</div>
        <p class="mt-2 max-w-[42rem] text-muted">{summary}" "{shown}</p>
        <div class="mt-8 grid max-w-[48rem] gap-6">
            <FilesCard lesson=slug files limit=upload_limit changes />
        </div>
    }
}
