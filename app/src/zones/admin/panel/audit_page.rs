use super::chosen::chosen;
use super::filters::{Filters, Typed};
use super::listed::listed;
use super::turner::{Beside, Turner, counted};
use crate::api::dto::{AuditChange, AuditRow, Listed};
use crate::api::machine;
use crate::components::{LocalTime, PageSkeleton, PageTitle};
use crate::paths;
use leptos::prelude::*;

/// Who changed what, newest first.
#[component]
pub fn AuditPage() -> impl IntoView {
    let (actor, action, subject) = (chosen("actor"), chosen("action"), chosen("subject"));
    let (from, to, page) = (chosen("from"), chosen("to"), chosen("page"));
    let query = move || {
        let chosen = [("actor", actor), ("action", action), ("subject", subject), ("from", from), ("to", to)];
        chosen.map(|(name, value)| (name, value.get_untracked())).to_vec()
    };
    let entries = Resource::new_blocking(
        move || (actor.get(), action.get(), subject.get(), from.get(), to.get(), page.get()),
        |(actor, action, subject, from, to, page)| machine::audit_log(actor, action, subject, from, to, page),
    );
    view! {
        <PageTitle text="Audit log · Admin" />
        <h1>"Audit log"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"Every change by an admin, as it was and as it is. Entries are added; the database refuses to alter or delete one."</p>
        <Filters list=paths::admin_audit_log()>
            <Typed label="By this address" name="actor" value=actor />
            <Typed label="What was done" name="action" value=action placeholder="order, person.grant" />
            <Typed label="To what" name="subject" value=subject placeholder="order/…" />
            <Typed label="From day" name="from" kind="date" value=from />
            <Typed label="To day" name="to" kind="date" value=to />
        </Filters>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { listed(entries.await, move |list| view! { <Entries list query=query() /> }) })}
        </Transition>
    }
}

#[component]
fn Entries(list: Listed<AuditRow>, query: Vec<(&'static str, String)>) -> impl IntoView {
    let beside = Beside::from(&list);
    if list.rows.is_empty() {
        return view! { <p class="card mt-6 text-muted">"No entry fits."</p> }.into_any();
    }
    view! {
        <p class="mt-6 text-sm text-muted" role="status">{counted(list.count, "entry", "entries")}</p>
        <ol class="card mt-2 overflow-hidden p-0 sm:p-0">{list.rows.into_iter().map(entry).collect_view()}</ol>
        <Turner list=paths::admin_audit_log() query beside />
    }
    .into_any()
}

fn entry(entry: AuditRow) -> impl IntoView {
    let about = paths::admin_with(&paths::admin_audit_log(), &[("subject", entry.subject.as_str())]).to_string();
    let by = entry.actor.unwrap_or_else(|| "the program itself".to_owned());
    view! {
        <li class="job grid gap-2 px-5 py-4">
            <p class="flex flex-wrap items-baseline gap-x-3 gap-y-1"><strong>{entry.action}</strong><a class="link text-sm break-all" href=about>{entry.subject}</a></p>
            <p class="text-sm break-all text-muted"><LocalTime at=entry.at />" by "{by}</p>
            <dl class="changes">{entry.changes.into_iter().map(change).collect_view()}</dl>
        </li>
    }
}

fn change(change: AuditChange) -> impl IntoView {
    let before = change.before.map(|before| view! { <dd class="was"><span class="sr-only">"was "</span>{before}</dd> });
    let after = change.after.map(|after| view! { <dd class="is"><span class="sr-only">"is "</span>{after}</dd> });
    view! { <div><dt>{change.name}</dt>{before}{after}</div> }
}
