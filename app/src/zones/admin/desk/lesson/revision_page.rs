use super::difference::Difference;
use crate::api::curriculum::{self, Restore, SaveWords};
use crate::api::dto::{Edited, RevisionView};
use crate::api::error::Field as FieldName;
use crate::components::{Alert, Glyph, Icon, LocalTime, PageSkeleton, PageTitle, Tone, loaded, problem_words};
use crate::forms::{Field, RefusedForm, Submit, TextArea};
use crate::paths;
use crate::zones::admin::chosen::chosen;
use crate::zones::admin::refused::Refused;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

/// A kept state of a lesson's words beside the latest: what differs, and the choice.
#[component]
pub fn RevisionPage() -> impl IntoView {
    let params = use_params_map();
    let address = move || params.with(|params| ["lesson", "revision"].map(|name| params.get(name).unwrap_or_default()));
    let revision = Resource::new_blocking(address, |[slug, id]| curriculum::revision(slug, id));
    let restore = ServerAction::<Restore>::new();
    view! {
        <PageTitle text="Version · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(revision.await, move |view| view! { <Revision view restore /> }) })}
        </Transition>
    }
}

#[component]
fn Revision(view: RevisionView, restore: ServerAction<Restore>) -> impl IntoView {
    let done = chosen("done");
    let aside = view.revision.set_aside;
    let author = latest_author(view.edited.as_ref());
    let conflict = {
        let author = author.clone();
        move || (done.get() == "conflict").then(|| view! { <Met author=author.clone() /> })
    };
    let heading = if aside { "Two texts of one lesson".to_owned() } else { format!("Version {}", view.revision.version) };
    let names = if aside { ("The latest text", "Your text") } else { ("The latest text", "This version") };
    let restore_words = if aside { "Use the text that was kept aside" } else { "Bring this version back" };
    let RevisionView { slug, revision, version, lines, .. } = view.clone();
    let Edited { by, at } = revision.edited;
    view! {
        <a class="quiet-link" href=paths::admin_history(&slug).to_string()><Icon glyph=Glyph::ArrowLeft />"Earlier versions"</a>
        <h1 class="mt-3">{heading}</h1>
        <p class="mt-1 text-sm text-muted">"Written by "{by}" on "<LocalTime at />". The latest text is "{author}"."</p>
        <div class="contents" role="status">{conflict}</div>
        <section class="card mt-6 grid gap-4" aria-labelledby="difference">
            <h2 id="difference" class="text-xl">"What differs"</h2>
            <p class="text-sm text-muted"><span class="diff-key diff-latest">"− "{names.0}</span>" "<span class="diff-key diff-other">"+ "{names.1}</span></p>
            <Difference lines latest=names.0 other=names.1 />
        </section>
        <section class="card mt-6 grid gap-4" aria-labelledby="choose">
            <h2 id="choose" class="text-xl">"Choose"</h2>
            <p class="text-sm text-muted">"Whatever you choose, both stay among the earlier versions."</p>
            <div class="flex flex-wrap gap-3">
                <ActionForm action=restore>
                    <input type="hidden" name="revision" value=revision.id.to_string() />
                    <input type="hidden" name="version" value=version.to_string() />
                    <Submit pending=restore.pending()>{restore_words}</Submit>
                </ActionForm>
                <a class="btn btn-plain" href=paths::admin_lesson(&slug).to_string()>"Keep the latest text"</a>
            </div>
            <Refused action=restore />
            <Merge view open=aside />
        </section>
    }
}

fn latest_author(edited: Option<&Edited>) -> String {
    edited.map_or_else(|| "the first".to_owned(), |edited| format!("by {}", edited.by))
}

#[component]
fn Met(author: String) -> impl IntoView {
    view! {
        <div class="mt-6">
            <Alert tone=Tone::Warning>
                <p class="font-semibold">"Somebody saved this lesson while you were writing"</p>
                <p>"The latest text is "{author}". Yours is kept beside it, and nothing was overwritten."</p>
            </Alert>
        </div>
    }
}

/// One text made of two, by hand. It is a form of its own for scripts and without.
#[component]
fn Merge(view: RevisionView, open: bool) -> impl IntoView {
    let RevisionView { lesson, promised, words, version, both, .. } = view;
    let refused = RefusedForm::of::<SaveWords>();
    let typed = |name: &str, otherwise: String| refused.as_ref().map_or(otherwise, |form| form.value(name));
    let (title, summary, both) = (typed("title", words.title), typed("summary", words.summary), typed("source", both));
    let wrong = |field: FieldName| {
        let problem = refused.as_ref().and_then(|form| form.error.problem_with(field));
        Signal::stored(problem.map(|problem| problem_words(field, problem)))
    };
    let show =
        promised.then(|| view! { <button type="submit" class="btn btn-plain" name="show" value="on">"Save and show to students"</button> });
    view! {
        <details open=open>
            <summary class="quiet-link">"Make one text of both"</summary>
            <form method="post" action=SaveWords::url() class="mt-4 grid gap-4">
                <p class="text-sm text-muted">"What is in both stands once, what differs stands twice: first the latest, then the other. Take out what you do not want."</p>
                <input type="hidden" name="lesson" value=lesson.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <Field label="Title" name="title" autocomplete="off" maxlength="200" value=title error=wrong(FieldName::LessonTitle) />
                <Field label="In one or two sentences" name="summary" autocomplete="off" maxlength="500" required=false value=summary error=wrong(FieldName::Summary) />
                <TextArea label="Both texts in one" name="source" id="merged-text" rows=16 required=false value=both error=wrong(FieldName::LessonText) />
                <div class="flex flex-wrap gap-3"><button type="submit" class="btn btn-primary">"Save this text"</button>{show}</div>
            </form>
        </details>
    }
}
