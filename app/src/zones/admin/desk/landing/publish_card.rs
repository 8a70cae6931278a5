use super::desk_page::Deeds;
use crate::api::dto::{LandingDesk, VersionRow};
use crate::components::{Glyph, Icon, LocalTime};
use crate::forms::Submit;
use crate::paths;
use crate::zones::admin::refused::Refused;
use leptos::prelude::*;
use leptos_router::components::A;

/// How the draft stands to what visitors see, and what can be done about it.
#[component]
pub fn PublishCard(
    /// The page.
    desk: LandingDesk,
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    let LandingDesk { draft, changed_at, changed_by, published, unpublished, .. } = desk;
    let badge = if unpublished {
        view! { <span class="badge badge-warning">"Not published yet"</span> }
    } else {
        view! { <span class="badge badge-positive">"Published"</span> }
    };
    let by = |who: Option<String>| who.map(|who| format!(" by {who}"));
    let seen = published.map(|VersionRow { number, published_at, published_by, .. }| {
        view! { <p class="text-sm text-muted">"Visitors see version "{number}", published on "<LocalTime at=published_at />{by(published_by)}"."</p> }
    });
    let changed = unpublished.then(
        || view! { <p class="text-sm text-muted">"The draft was changed last on "<LocalTime at=changed_at />{by(changed_by)}"."</p> },
    );
    let tools = unpublished.then(|| view! { <Tools draft deeds /> });
    view! {
        <section class="card grid gap-4" aria-labelledby="standing">
            <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2"><h2 id="standing" class="text-xl">"Draft"</h2>{badge}</div>
            <div class="grid gap-1">{seen}{changed}</div>
            <Refused action=deeds.publish />
            <Refused action=deeds.discard />
            {tools}
            <p class="flex flex-wrap gap-x-5 gap-y-2 text-sm leading-6">
                <a class="link" href=paths::admin_landing_preview(None).to_string() target="_blank">"Preview of the draft"</a>
                <A href=paths::admin_landing_versions().to_string() attr:class="link">"All versions"</A>
            </p>
        </section>
    }
}

#[component]
fn Tools(draft: u32, deeds: Deeds) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-start gap-x-4 gap-y-2">
            <ActionForm action=deeds.publish>
                <input type="hidden" name="draft" value=draft.to_string() />
                <Submit pending=deeds.publish.pending()>"Publish"</Submit>
            </ActionForm>
            <details>
                <summary class="btn btn-ghost">"Discard…"</summary>
                <ActionForm action=deeds.discard attr:class="mt-2 grid max-w-[24rem] gap-3">
                    <input type="hidden" name="draft" value=draft.to_string() />
                    <p class="text-sm">"The draft becomes what visitors see. The words that go are kept in the audit log."</p>
                    <div><Submit pending=deeds.discard.pending() look="btn-plain text-danger"><Icon glyph=Glyph::Undo />"Discard the changes"</Submit></div>
                </ActionForm>
            </details>
        </div>
    }
}
