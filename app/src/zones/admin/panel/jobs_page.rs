use super::chosen::chosen;
use super::done::Done;
use super::filters::{Filters, OneOf, Typed};
use super::job_row::{JobActions, JobItem};
use super::listed::listed;
use super::refused::Refused;
use super::turner::{Beside, Turner, counted};
use crate::api::dto::{JobRow, Listed};
use crate::api::machine;
use crate::components::{PageSkeleton, PageTitle};
use crate::paths;
use leptos::prelude::*;

const DONE: &[(&str, &str)] = &[
    ("retried", "The job is tried now. That takes a moment; reload the page to see what came of it."),
    ("parked", "The job is parked: nothing tries it until you do."),
];

/// Work that is done outside of requests, newest first.
#[component]
pub fn JobsPage() -> impl IntoView {
    let (state, kind, page) = (chosen("state"), chosen("kind"), chosen("page"));
    let query = move || vec![("state", state.get_untracked()), ("kind", kind.get_untracked())];
    let actions = JobActions { retry: ServerAction::new(), park: ServerAction::new() };
    let jobs = Resource::new_blocking(
        move || (state.get(), kind.get(), page.get(), actions.retry.version().get(), actions.park.version().get()),
        |(state, kind, page, ..)| machine::jobs(state, kind, page),
    );
    view! {
        <PageTitle text="Jobs · Admin" />
        <Done words=DONE />
        <h1>"Jobs"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"Work that outlives a request. What fails is tried again with growing pauses, and parked in the end, until somebody looks at it."</p>
        <Filters list=paths::admin_jobs()>
            <OneOf label="State" name="state" options=vec![("pending", "Waiting"), ("parked", "Parked"), ("done", "Done")] value=state />
            <Typed label="Kind" name="kind" value=kind placeholder="send_mail" />
        </Filters>
        <div class="mt-6"><Refused action=actions.retry /><Refused action=actions.park /></div>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { listed(jobs.await, move |list| view! { <Jobs list query=query() actions /> }) })}
        </Transition>
    }
}

#[component]
fn Jobs(list: Listed<JobRow>, query: Vec<(&'static str, String)>, actions: JobActions) -> impl IntoView {
    let beside = Beside::from(&list);
    if list.rows.is_empty() {
        return view! { <p class="card mt-6 text-muted">"No job fits."</p> }.into_any();
    }
    view! {
        <p class="mt-6 text-sm text-muted" role="status">{counted(list.count, "job", "jobs")}</p>
        <ul class="card mt-2 overflow-hidden p-0 sm:p-0">{list.rows.into_iter().map(|job| view! { <JobItem job actions /> }).collect_view()}</ul>
        <Turner list=paths::admin_jobs() query beside />
    }
    .into_any()
}
