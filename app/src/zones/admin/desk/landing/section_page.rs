use super::picture_card::PictureCard;
use super::preview_pane::PreviewPane;
use super::section_form::SectionForm;
use super::writing::Writing;
use crate::api::dto::SectionDesk;
use crate::api::landing::{self, ArrangeSection};
use crate::components::{Alert, Glyph, Icon, PageSkeleton, PageTitle, Tone, loaded};
use crate::forms::Submit;
use crate::paths;
use crate::zones::admin::chosen::chosen;
use crate::zones::admin::refused::Refused;
use domain::landing::Kind;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

/// One section of the sales page.
#[component]
pub fn SectionPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("section").unwrap_or_default()));
    let writing = Writing::new(id);
    let remove = ServerAction::<ArrangeSection>::new();
    let desk = Resource::new_blocking(move || (id.get(), writing.saved.get()), |(id, _)| landing::section(id));
    let done = chosen("done");
    let saved =
        move || (writing.saved.get() > 0 || !done.get().is_empty()) && !writing.unsaved.get() && writing.theirs.with(Option::is_none);
    view! {
        <PageTitle text="Section · Admin" />
        <A href=paths::admin_landing().to_string() attr:class="quiet-link"><Icon glyph=Glyph::ArrowLeft />"Sales page"</A>
        <div class="contents" role="status">
            {move || saved().then(|| view! { <div class="mt-4"><Alert tone=Tone::Positive><p>"Saved in the draft. Visitors see it when you publish."</p></Alert></div> })}
        </div>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(desk.await, |desk| view! { <Desk desk writing remove /> }) })}
        </Transition>
    }
}

#[component]
fn Desk(desk: SectionDesk, writing: Writing, remove: ServerAction<ArrangeSection>) -> impl IntoView {
    let section = desk.section.clone();
    let spec = section.kind.spec();
    let hidden = section.hidden.then(|| view! { <span class="badge">"Hidden"</span> });
    let anchor = if section.kind == Kind::Hero { String::new() } else { section.id.clone() };
    let picture = spec.has_picture.then(|| {
        let section = section.clone();
        move || view! { <PictureCard section=section.clone() writing /> }
    });
    let gone = (section.kind == Kind::Text).then(|| view! { <Remove section=section.id.clone() action=remove /> });
    // Made anew with each answer: what was typed into one item must not pass to the item that takes its place.
    let form = move || view! { <SectionForm desk=desk.clone() writing /> };
    view! {
        <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"><h1 class="min-w-0 break-words">{section.name().to_owned()}</h1>{hidden}</div>
        <p class="mt-2 max-w-[44rem] text-muted">{spec.purpose}</p>
        <div class="beside-preview mt-8">
            <div class="grid min-w-0 gap-6">{form} {picture} {gone}</div>
            <PreviewPane anchor />
        </div>
    }
}

#[component]
fn Remove(section: String, action: ServerAction<ArrangeSection>) -> impl IntoView {
    view! {
        <details>
            <summary class="quiet-link">"Remove this text…"</summary>
            <ActionForm action attr:class="mt-3 grid gap-3">
                <input type="hidden" name="section" value=section />
                <input type="hidden" name="deed" value="remove" />
                <p class="text-sm">"It goes from the draft. Visitors lose it when you publish; earlier versions keep it."</p>
                <Refused action />
                <div><Submit pending=action.pending() look="btn-plain text-danger">"Remove this text"</Submit></div>
            </ActionForm>
        </details>
    }
}
