use super::changes::Changes;
use super::editor::Editor;
use super::files_card::FilesCard;
use super::pictures_card::PicturesCard;
use super::publication::PublicationBadge;
use super::publish_card::PublishCard;
use super::settings_card::SettingsCard;
use super::writing::Writing;
use crate::api::curriculum::{self, Publish, RemoveLesson, SaveSettings};
use crate::api::dto::{LessonDesk, Reach};
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded, text};
use crate::interop;
use crate::paths;
use crate::zones::admin::done::Done;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

const DONE: &[(&str, &str)] = &[
    ("saved", "The words are saved, and students see them as soon as they see the lesson."),
    ("kept", "The words are saved. Students do not see them yet: save and show them when they are ready."),
    ("settings", "The settings are saved."),
    ("now", "Students see the lesson."),
    ("later", "Students will see the lesson at its time."),
    ("draft", "Students do not see the lesson any more. What they did with it is kept."),
    ("archive", "The lesson is put away. What students did with it is kept."),
];

/// What is done on the page. It outlives what is drawn of it.
#[derive(Clone, Copy)]
struct Deeds {
    changes: Changes,
    writing: Writing,
    publish: ServerAction<Publish>,
    settings: ServerAction<SaveSettings>,
    remove: ServerAction<RemoveLesson>,
}

impl Deeds {
    fn new() -> Self {
        let (changes, writing) = (Changes::new(), Writing::new());
        Self { changes, writing, publish: ServerAction::new(), settings: ServerAction::new(), remove: ServerAction::new() }
    }

    /// Changes with everything that makes another desk of it, but with the words that are being written.
    fn versions(self) -> [usize; 4] {
        let made = |count: u32| count as usize;
        [made(self.changes.made()), made(self.writing.shown.get()), self.publish.version().get(), self.settings.version().get()]
    }
}

/// One lesson.
#[component]
pub fn LessonDeskPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("lesson").unwrap_or_default()));
    let deeds = Deeds::new();
    let desk = Resource::new_blocking(move || slug.get(), curriculum::lesson);
    guard(deeds.writing);
    view! {
        <PageTitle text="Lesson · Admin" />
        <Done words=DONE />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(desk.await, move |desk| view! { <Desk desk deeds /> }) })}
        </Transition>
    }
}

/// Nobody leaves words behind that are not saved, without being asked.
fn guard(writing: Writing) {
    Effect::new(move |_| {
        let unload = window_event_listener(leptos::ev::beforeunload, move |event| {
            if writing.is_unsaved() {
                event.prevent_default();
            }
        });
        let links = interop::guard_links(move || writing.is_unsaved());
        on_cleanup(move || {
            unload.remove();
            links.end();
        });
    });
}

#[component]
fn Desk(desk: LessonDesk, deeds: Deeds) -> impl IntoView {
    let Deeds { changes, writing, publish, settings, remove } = deeds;
    writing.load(&desk);
    let (slug, module_title) = (desk.slug.clone(), desk.module_title.clone());
    let present = RwSignal::new(desk.clone());
    let again = slug.clone();
    // The rest of the page follows what is done; the words stay as they are typed.
    Effect::new(move |before: Option<[usize; 4]>| {
        let versions = deeds.versions();
        if before.is_some_and(|before| before != versions) {
            let slug = again.clone();
            spawn_local(async move {
                if let Ok(desk) = curriculum::lesson(slug).await {
                    let _ = present.try_set(desk);
                }
            });
        }
        versions
    });
    let present_settings = Signal::derive(move || present.with(|desk| desk.settings.clone()));
    let promised = Memo::new(move |_| present.with(|desk| desk.publication.is_promised()));
    let edited = desk.clone();
    view! {
        <a class="quiet-link" href=paths::admin_lessons().to_string()><Icon glyph=Glyph::ArrowLeft />"All lessons"</a>
        <p class="mt-3 text-sm text-muted">{module_title}</p>
        {move || view! { <Head desk=present.get() /> }}
        <div class="mt-6">
            {move || {
                promised.track();
                let desk = LessonDesk { publication: present.with_untracked(|desk| desk.publication), ..edited.clone() };
                view! { <Editor desk writing /> }
            }}
        </div>
        <div class="mt-6 grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
            <div class="grid min-w-0 gap-6">
                <SettingsCard desk present=present_settings action=settings />
                {move || {
                    let desk = present.get();
                    view! {
                        <PicturesCard slug=desk.slug.clone() pictures=desk.pictures />
                        <FilesCard lesson=desk.slug files=desk.files limit=desk.upload_limit changes />
                    }
                }}
            </div>
            <div class="grid min-w-0 gap-6">{move || view! { <PublishCard desk=present.get() publish remove /> }}</div>
        </div>
    }
}

#[component]
fn Head(desk: LessonDesk) -> impl IntoView {
    let LessonDesk { slug, title, publication, reach, .. } = desk;
    let shown = publication.is_visible().then(|| {
        view! { <a class="link" href=paths::lesson(&slug).to_string() rel="external">"See it as a student"</a> }
    });
    view! {
        <div class="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2"><h1 class="min-w-0 break-words">{title}</h1><PublicationBadge publication /></div>
        <p class="mt-2 flex flex-wrap gap-x-5 gap-y-2 text-sm leading-6">
            <span class="text-muted">{reach_words(reach, publication.is_visible())}</span>
            <a class="link" href=paths::admin_history(&slug).to_string()>"Earlier versions"</a>
            {shown}
        </p>
    }
}

fn reach_words(reach: Reach, visible: bool) -> String {
    let students = text::count(usize::try_from(reach.students).unwrap_or(usize::MAX), "student", "students");
    if visible { format!("A change that you show affects {students}.") } else { format!("{students} will see it once it is published.") }
}
