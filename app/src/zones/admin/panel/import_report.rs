use super::chosen::chosen;
use super::refused::Refused;
use crate::api::dto::{ImportLine, ImportOutcome, ImportProblem, ImportSums, ImportView};
use crate::api::people::{self, ApplyImport};
use crate::components::{Alert, Glyph, Icon, LocalTime, PageSkeleton, PageTitle, Tone, loaded, text};
use crate::forms::Submit;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What would come of a table of people, line by line; after the import, what came.
#[component]
pub fn ImportReport() -> impl IntoView {
    let params = use_params_map();
    let page = chosen("page");
    let action = ServerAction::<ApplyImport>::new();
    let view = Resource::new_blocking(
        move || (params.with(|params| params.get("id").unwrap_or_default()), page.get(), action.version().get()),
        |(id, page, _)| people::import(id, page.parse().unwrap_or(1)),
    );
    view! {
        <PageTitle text="Import · Admin" />
        <a class="quiet-link" href=paths::admin_people_import().to_string()><Icon glyph=Glyph::ArrowLeft />"Another table"</a>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(view.await, move |view| view! { <Report view action /> }) })}
        </Transition>
    }
}

#[component]
fn Report(view: ImportView, action: ServerAction<ApplyImport>) -> impl IntoView {
    let ImportView { id, applied_at, sums, problems, lines, number, pages, .. } = view;
    let done = applied_at.is_some();
    let title = if done { "What was imported" } else { "What this table does" };
    let said = applied_at.map(|at| {
        view! { <div class="mt-6" role="status"><Alert tone=Tone::Positive><p>"Imported on "<LocalTime at />". The people are in the list now."</p></Alert></div> }
    });
    let button = (!done).then(|| view! { <Apply id=id.clone() sums action /> });
    let problems = (!problems.is_empty()).then(|| {
        let heading = "Lines that are left out";
        view! { <section class="mt-8" aria-labelledby="problems"><h2 id="problems" class="text-xl">{heading}</h2><Lines lines=problems /></section> }
    });
    let others = (!lines.is_empty()).then(|| {
        view! {
            <section class="mt-8" aria-labelledby="lines">
                <h2 id="lines" class="text-xl">"The other lines"</h2>
                <Lines lines />
                <Pages id number pages />
            </section>
        }
    });
    view! {
        <h1 class="mt-3">{title}</h1>
        {said}
        <dl class="mt-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <Sum name="New people with access" number=sums.new />
            <Sum name="Known people who get access" number=sums.known />
            <Sum name="Have access already" number=sums.has_access />
            <Sum name="Lines left out" number=sums.wrong />
        </dl>
        {button}
        {problems}
        {others}
    }
}

#[component]
fn Sum(name: &'static str, number: usize) -> impl IntoView {
    view! { <div class="card flex flex-col-reverse justify-end"><dt class="text-sm text-muted">{name}</dt><dd class="font-display text-3xl font-semibold">{number}</dd></div> }
}

#[component]
fn Apply(id: String, sums: ImportSums, action: ServerAction<ApplyImport>) -> impl IntoView {
    let getting = sums.new + sums.known;
    if getting == 0 {
        return view! { <p class="card mt-6 text-muted">"Nothing changes by this table: nobody in it is without access."</p> }.into_any();
    }
    let people = text::count(getting, "person", "people");
    view! {
        <ActionForm action attr:class="mt-6 grid justify-items-start gap-4">
            <input type="hidden" name="id" value=id />
            <Refused action />
            <Submit pending=action.pending()>"Give "{people}" access"</Submit>
        </ActionForm>
    }
    .into_any()
}

#[component]
fn Lines(lines: Vec<ImportLine>) -> impl IntoView {
    view! {
        <div class="card mt-3 overflow-hidden p-0 sm:p-0">
            <table class="table table-stack">
                <thead><tr><th scope="col">"Line"</th><th scope="col">"Person"</th><th scope="col">"Until"</th><th scope="col">"What comes of it"</th></tr></thead>
                <tbody>{lines.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn line(line: ImportLine) -> impl IntoView {
    let until = line.until.map(|at| view! { <LocalTime at date_only=true /> });
    view! {
        <tr>
            <td class="tabular-nums text-muted"><span class="md:sr-only">"Line "</span>{line.line}</td>
            <td class="min-w-0 max-md:col-span-2"><span class="font-semibold break-all">{line.email}</span><br /><span class="break-words text-muted">{line.name}</span></td>
            <td class="text-muted">{until}</td>
            <td class="max-md:col-span-2">{outcome_words(line.outcome)}</td>
        </tr>
    }
}

fn outcome_words(outcome: ImportOutcome) -> String {
    match outcome {
        ImportOutcome::New => "A new person gets access".to_owned(),
        ImportOutcome::Known => "A known person gets access".to_owned(),
        ImportOutcome::HasAccess => "Has access already; nothing changes".to_owned(),
        ImportOutcome::Wrong(ImportProblem::NoAddress) => "There is no address".to_owned(),
        ImportOutcome::Wrong(ImportProblem::BadAddress) => "This does not look like an address".to_owned(),
        ImportOutcome::Wrong(ImportProblem::LongName) => "The name is too long, or no text".to_owned(),
        ImportOutcome::Wrong(ImportProblem::BadDay) => "The day is written otherwise than 2026-12-31".to_owned(),
        ImportOutcome::Wrong(ImportProblem::PastDay) => "The day is over".to_owned(),
        ImportOutcome::Wrong(ImportProblem::SameAs(line)) => format!("The same address as in line {line}"),
    }
}

#[component]
fn Pages(id: String, number: u32, pages: u32) -> impl IntoView {
    let to = move |page: u32| paths::admin_with(&paths::admin_import(&id), &[("page", page.to_string().as_str())]).to_string();
    (pages > 1).then(|| {
        view! {
            <nav class="mt-6 flex items-center justify-between gap-4" aria-label="Pages">
                <span>{(number > 1).then(|| view! { <a class="btn btn-plain btn-sm" href=to(number - 1) rel="prev"><Icon glyph=Glyph::ArrowLeft />"Before"</a> })}</span>
                <span class="text-sm text-muted">"Page "{number}" of "{pages}</span>
                <span>{(number < pages).then(|| view! { <a class="btn btn-plain btn-sm" href=to(number + 1) rel="next">"After"<Icon glyph=Glyph::ArrowRight /></a> })}</span>
            </nav>
        }
    })
}
