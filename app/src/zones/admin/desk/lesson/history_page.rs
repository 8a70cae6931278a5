use crate::api::curriculum;
use crate::api::dto::{Edited, RevisionRow, WordHistory};
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, loaded, text};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What the words of a lesson were.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("lesson").unwrap_or_default());
    let history = Resource::new_blocking(slug, curriculum::history);
    view! {
        <PageTitle text="Earlier versions · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(history.await, |history| view! { <History history /> }) })}
        </Transition>
    }
}

#[component]
fn History(history: WordHistory) -> impl IntoView {
    let WordHistory { slug, title, version, edited, revisions } = history;
    let latest = match edited {
        Some(Edited { by, at }) => {
            view! { "The latest words, version "{version}", are by "{by}", saved on "<LocalTime at />"." }.into_any()
        }
        None => "Nobody has changed the words since they came.".into_any(),
    };
    let none = revisions.is_empty().then(|| view! { <p class="card mt-6 text-muted">"There are no earlier versions yet. One is kept with every save that students see, and every ten minutes while somebody writes."</p> });
    let row = {
        let slug = slug.clone();
        move |revision| row(&slug, revision)
    };
    let list =
        (!revisions.is_empty()).then(|| view! { <ol class="file-list card mt-6">{revisions.into_iter().map(row).collect_view()}</ol> });
    view! {
        <a class="quiet-link" href=paths::admin_lesson(&slug).to_string()><Icon glyph=Glyph::ArrowLeft />"Back to the lesson"</a>
        <h1 class="mt-3 break-words">"Earlier versions"</h1>
        <p class="mt-1 break-words text-muted">{title}</p>
        <p class="mt-3 text-sm text-muted">{latest}</p>
        {none}
        {list}
    }
}

fn row(slug: &str, revision: RevisionRow) -> impl IntoView + use<> {
    let RevisionRow { id, version, set_aside, title, words, edited } = revision;
    let aside = set_aside.then(|| view! { <span class="badge badge-warning">"Kept aside"</span> });
    let name = if set_aside { format!("Written from version {version}") } else { format!("Version {version}") };
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
            <div class="min-w-0 flex-1">
                <a class="link font-semibold" href=paths::admin_revision(slug, id).to_string()>{name}</a>" "{aside}
                <p class="text-sm break-words text-muted">{title}" · "{text::count(words as usize, "word", "words")}</p>
            </div>
            <p class="text-sm text-muted">{edited.by}" · "<LocalTime at=edited.at /></p>
        </li>
    }
}
