use super::badge::WordBadge;
use super::done::Done;
use super::refused::Refused;
use crate::api::dto::WebhookDetail;
use crate::api::machine::{self, ReplayWebhook};
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, loaded};
use crate::forms::Submit;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

const DONE: &[(&str, &str)] =
    &[("replayed", "The event is worked through once more. That takes a moment; reload the page to see what came of it.")];

/// One event with its body, and the button that works through it once more.
#[component]
pub fn WebhookPage() -> impl IntoView {
    let params = use_params_map();
    let part = move |name: &str| params.with(|params| params.get(name).unwrap_or_default());
    let action = ServerAction::<ReplayWebhook>::new();
    let event = Resource::new_blocking(
        move || (part("provider"), part("event"), action.version().get()),
        |(provider, event, _)| machine::webhook(provider, event),
    );
    view! {
        <PageTitle text="Event · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(event.await, move |detail| view! { <Event detail action /> }) })}
        </Transition>
    }
}

#[component]
fn Event(detail: WebhookDetail, action: ServerAction<ReplayWebhook>) -> impl IntoView {
    let WebhookDetail { row, body } = detail;
    let waiting = row.state == "stored";
    let worked = row.processed_at.map(|at| view! { <div><dt>"Worked through"</dt><dd><LocalTime at /></dd></div> });
    let error = row.error.map(|error| view! { <div><dt>"What went wrong"</dt><dd class="text-danger">{error}</dd></div> });
    let (provider, event) = (row.provider.clone(), row.event.clone());
    let replay = (!waiting).then(|| {
        view! {
            <ActionForm action attr:class="grid gap-4">
                <input type="hidden" name="provider" value=provider />
                <input type="hidden" name="event" value=event />
                <Refused action />
                <Submit pending=action.pending() look="btn-plain">"Work through it again"</Submit>
            </ActionForm>
        }
    });
    view! {
        <Done words=DONE />
        <a class="quiet-link" href=paths::admin_webhooks().to_string()><Icon glyph=Glyph::ArrowLeft />"All events"</a>
        <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"><h1 class="break-all">{row.kind}</h1><WordBadge word=row.state /></div>
        <div class="mt-8 grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
            <section class="card grid min-w-0 gap-4" aria-labelledby="body">
                <h2 id="body" class="text-xl">"Body"</h2>
                <p class="text-sm text-muted">"Secrets are masked, addresses shortened."</p>
                <pre class="code" tabindex="0" role="group" aria-labelledby="body">{body}</pre>
            </section>
            <section class="card grid gap-4" aria-labelledby="facts">
                <h2 id="facts" class="text-xl">"Event"</h2>
                <dl class="terms">
                    <div><dt>"Provider"</dt><dd>{row.provider}</dd></div>
                    <div><dt>"Id"</dt><dd class="font-mono">{row.event}</dd></div>
                    <div><dt>"Arrived"</dt><dd><LocalTime at=row.received_at /></dd></div>
                    {worked}
                    {error}
                </dl>
                {replay}
            </section>
        </div>
    }
}
