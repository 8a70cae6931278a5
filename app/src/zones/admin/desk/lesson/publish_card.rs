#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::publication::PublicationBadge;
use crate::api::curriculum::{Publish, RemoveLesson};
use crate::api::dto::LessonDesk;
use crate::api::error::Field as FieldName;
use crate::components::{LocalTime, text};
use crate::forms::{Field, Submit};
use crate::zones::admin::refused::{Refused, problem};
use domain::ids::LessonId;
use domain::publication::Publication;
use leptos::prelude::*;

/// Whether students see the lesson, from when, and what can be done about it.
#[component]
pub fn PublishCard(
    /// The lesson.
    desk: LessonDesk,
    /// What shows it to students or takes it away.
    publish: ServerAction<Publish>,
    /// What deletes it.
    remove: ServerAction<RemoveLesson>,
) -> impl IntoView {
    let LessonDesk { id, publication, reach, removable, .. } = desk;
    let promised = publication.is_promised();
    let later = match publication {
        Publication::Scheduled(at) => text::form_moment(at),
        _ => String::new(),
    };
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let opened = text::count(count(reach.opened), "student has", "students have");
    let way = move |to: &'static str, words: &'static str, look: &'static str| view! { <Way id to words look publish /> };
    let now = (!publication.is_visible()).then(|| way("now", "Publish now", "btn-primary"));
    let back = (promised || publication == Publication::Archived).then(|| way("draft", "Make it a draft", "btn-plain"));
    let away = (publication != Publication::Archived).then(|| way("archive", "Archive it", "btn-plain"));
    let removal = removable.then(|| view! { <Removal id remove /> });
    view! {
        <section class="card grid gap-5" aria-labelledby="publish">
            <div class="flex flex-wrap items-center justify-between gap-3"><h2 id="publish" class="text-xl">"Students"</h2><PublicationBadge publication /></div>
            <p class="text-sm text-muted">{standing(publication)}</p>
            <p class="text-sm text-muted">{opened}" opened it, "{reach.completed}" completed it. Whatever you do here, nothing of that is lost."</p>
            <div class="grid gap-2">{now}{back}{away}</div>
            <details open=move || problem(publish, FieldName::From).get().is_some()>
                <summary class="quiet-link">"Publish at a later moment"</summary>
                <ActionForm action=publish attr:class="mt-3 grid gap-4">
                    <input type="hidden" name="lesson" value=id.to_string() />
                    <input type="hidden" name="to" value="later" />
                    <Field label="From, in UTC" name="at" kind="datetime-local" autocomplete="off" maxlength="19" value=later error=problem(publish, FieldName::From) />
                    <Submit pending=publish.pending() look="btn-plain">"Schedule"</Submit>
                </ActionForm>
            </details>
            <Refused action=publish />
            {removal}
        </section>
    }
}

fn standing(publication: Publication) -> AnyView {
    match publication {
        Publication::Published(since) => view! { "Students see it since "<LocalTime at=since />"." }.into_any(),
        Publication::Scheduled(at) => view! { "Students see it from "<LocalTime at />", and not before." }.into_any(),
        Publication::Draft => "Students do not see it.".into_any(),
        Publication::Archived => "It is put away. Students do not see it.".into_any(),
    }
}

#[component]
fn Way(id: LessonId, to: &'static str, words: &'static str, look: &'static str, publish: ServerAction<Publish>) -> impl IntoView {
    view! {
        <ActionForm action=publish attr:class="grid">
            <input type="hidden" name="lesson" value=id.to_string() />
            <input type="hidden" name="to" value=to />
            <Submit pending=publish.pending() look>{words}</Submit>
        </ActionForm>
    }
}

#[component]
fn Removal(id: LessonId, remove: ServerAction<RemoveLesson>) -> impl IntoView {
    view! {
        <details>
            <summary class="quiet-link">"Delete…"</summary>
            <ActionForm action=remove attr:class="mt-3 grid gap-3">
                <input type="hidden" name="lesson" value=id.to_string() />
                <p class="text-sm">"Nobody has done anything with this lesson. Its files go with it, and this cannot be undone."</p>
                <Refused action=remove />
                <Submit pending=remove.pending() look="btn-plain text-danger">"Delete this lesson"</Submit>
            </ActionForm>
        </details>
    }
}
