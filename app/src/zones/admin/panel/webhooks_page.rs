use super::badge::WordBadge;
use super::chosen::chosen;
use super::filters::{Filters, OneOf, Typed};
use super::listed::listed;
use super::turner::{Beside, Turner, counted};
use crate::api::dto::{Listed, WebhookRow};
use crate::api::machine;
use crate::components::{LocalTime, PageSkeleton, PageTitle};
use crate::paths;
use leptos::prelude::*;

/// What the providers told us, newest first.
#[component]
pub fn WebhooksPage() -> impl IntoView {
    let (provider, state, kind, page) = (chosen("provider"), chosen("state"), chosen("kind"), chosen("page"));
    let query = move || vec![("provider", provider.get_untracked()), ("state", state.get_untracked()), ("kind", kind.get_untracked())];
    let events = Resource::new_blocking(
        move || (provider.get(), state.get(), kind.get(), page.get()),
        |(provider, state, kind, page)| machine::webhooks(provider, state, kind, page),
    );
    let providers = vec![("stripe", "Stripe"), ("paypal", "PayPal")];
    let states = vec![("stored", "Stored"), ("processed", "Processed"), ("ignored", "Ignored"), ("parked", "Parked")];
    view! {
        <PageTitle text="Webhooks · Admin" />
        <h1>"Webhooks"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"Every signed event, as it arrived. An event is a doorbell: what is true is asked for, so working through one again harms nothing."</p>
        <Filters list=paths::admin_webhooks()>
            <OneOf label="Provider" name="provider" options=providers value=provider />
            <OneOf label="State" name="state" options=states value=state />
            <Typed label="Type" name="kind" value=kind placeholder="charge.refunded" />
        </Filters>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { listed(events.await, move |list| view! { <Events list query=query() /> }) })}
        </Transition>
    }
}

#[component]
fn Events(list: Listed<WebhookRow>, query: Vec<(&'static str, String)>) -> impl IntoView {
    let beside = Beside::from(&list);
    if list.rows.is_empty() {
        return view! { <p class="card mt-6 text-muted">"No event fits."</p> }.into_any();
    }
    view! {
        <p class="mt-6 text-sm text-muted" role="status">{counted(list.count, "event", "events")}</p>
        <div class="card mt-2 overflow-hidden p-0 sm:p-0">
            <table class="table table-stack">
                <thead><tr><th scope="col">"Event"</th><th scope="col">"Provider"</th><th scope="col">"State"</th><th scope="col">"Arrived"</th></tr></thead>
                <tbody>{list.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        <Turner list=paths::admin_webhooks() query beside />
    }
    .into_any()
}

fn row(event: WebhookRow) -> impl IntoView {
    let error = event.error.map(|error| view! { <br /><span class="text-danger">{error}</span> });
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2"><a class="link font-semibold break-all" href=paths::admin_webhook(&event.provider, &event.event).to_string()>{event.kind}</a><br /><span class="font-mono text-xs break-all text-muted">{event.event}</span>{error}</td>
            <td class="text-muted">{event.provider}</td>
            <td><WordBadge word=event.state /></td>
            <td class="text-muted max-md:col-span-2"><LocalTime at=event.received_at /></td>
        </tr>
    }
}
