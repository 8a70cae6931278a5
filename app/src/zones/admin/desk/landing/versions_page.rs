use crate::api::dto::VersionRow;
use crate::api::landing::{self, RestoreLanding};
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, loaded};
use crate::forms::Submit;
use crate::paths;
use crate::zones::admin::done::Done;
use crate::zones::admin::refused::Refused;
use leptos::prelude::*;
use leptos_router::components::A;

const DONE: &[(&str, &str)] = &[("restored", "Visitors see that version again. It is published under a new number.")];

/// Every version that was published, newest first.
#[component]
pub fn VersionsPage() -> impl IntoView {
    let restore = ServerAction::<RestoreLanding>::new();
    let versions = Resource::new_blocking(move || restore.version().get(), |_| landing::versions());
    view! {
        <PageTitle text="Versions · Admin" />
        <Done words=DONE />
        <A href=paths::admin_landing().to_string() attr:class="quiet-link"><Icon glyph=Glyph::ArrowLeft />"Sales page"</A>
        <h1 class="mt-3">"Versions"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"What was published stays as it was. To go back is to publish the old words again; a draft with other words stays as it is."</p>
        <Refused action=restore />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(versions.await, |versions| view! { <Versions versions restore /> }) })}
        </Transition>
    }
}

#[component]
fn Versions(versions: Vec<VersionRow>, restore: ServerAction<RestoreLanding>) -> impl IntoView {
    let newest = versions.first().map(|version| version.number);
    let row = move |version: VersionRow| {
        let VersionRow { number, published_at, published_by, restored_from } = version;
        let from = restored_from.map(|from| view! { <p class="text-sm text-muted">"The words of version "{from}</p> });
        let by = published_by.map(|who| format!("by {who}"));
        let tool = if newest == Some(number) {
            view! { <span class="badge badge-positive">"Visitors see this"</span> }.into_any()
        } else {
            view! {
                <ActionForm action=restore>
                    <input type="hidden" name="version" value=number.to_string() />
                    <Submit pending=restore.pending() look="btn-plain btn-sm">"Restore"<span class="sr-only">" version "{number}</span></Submit>
                </ActionForm>
            }
            .into_any()
        };
        view! {
            <li>
                <div class="min-w-0">
                    <p><a class="link font-semibold" href=paths::admin_landing_preview(Some(number)).to_string() target="_blank">"Version "{number}</a></p>
                    <p class="text-sm text-muted"><LocalTime at=published_at />" "{by}</p>
                    {from}
                </div>
                <div class="section-tools">{tool}</div>
            </li>
        }
    };
    view! {
        <section class="card mt-8 max-w-[44rem]" aria-label="Versions">
            <ol class="section-list" reversed>{versions.into_iter().map(row).collect_view()}</ol>
        </section>
    }
}
