use super::badge::WordBadge;
use crate::api::dto::JobRow;
use crate::api::machine::{ParkJob, RetryJob};
use crate::components::{LocalTime, text};
use crate::forms::Submit;
use leptos::prelude::*;

/// What can be done about jobs.
#[derive(Clone, Copy)]
pub struct JobActions {
    /// Tries one now.
    pub retry: ServerAction<RetryJob>,
    /// Parks one.
    pub park: ServerAction<ParkJob>,
}

/// A job in the list, with its buttons.
#[component]
pub fn JobItem(
    /// The job.
    job: JobRow,
    /// What can be done.
    actions: JobActions,
) -> impl IntoView {
    let (retry, park) = (actions.retry, actions.park);
    let tries = text::count(job.attempts as usize, "try", "tries");
    let error = job.error.filter(|_| job.state != "done").map(|error| view! { <p class="text-sm break-words text-danger">{error}</p> });
    let due = (job.state == "pending").then(|| view! { " · due on "<LocalTime at=job.run_at /> });
    let id = job.id.clone();
    let again = (job.state != "done").then(|| {
        view! {
            <ActionForm action=retry>
                <input type="hidden" name="job" value=job.id.clone() />
                <Submit pending=retry.pending() look="btn-plain btn-sm">"Try now"</Submit>
            </ActionForm>
        }
    });
    let aside = (job.state == "pending").then(|| {
        view! {
            <ActionForm action=park>
                <input type="hidden" name="job" value=id />
                <Submit pending=park.pending() look="btn-ghost btn-sm">"Park"</Submit>
            </ActionForm>
        }
    });
    view! {
        <li class="job flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-5 py-4">
            <div class="grid min-w-0 flex-1 basis-72 gap-1">
                <p class="flex flex-wrap items-center gap-2"><strong>{job.kind}</strong><WordBadge word=job.state /></p>
                <p class="font-mono text-xs break-all text-muted">{job.payload}</p>
                <p class="text-sm text-muted"><LocalTime at=job.created_at />" · "{tries}{due}</p>
                {error}
            </div>
            <div class="flex gap-2">{again}{aside}</div>
        </li>
    }
}
