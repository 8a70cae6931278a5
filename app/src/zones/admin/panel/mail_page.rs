use super::badge::WordBadge;
use super::done::Done;
use super::refused::Refused;
use crate::api::dto::{Again, MailDetail};
use crate::api::machine::{self, ResendMail};
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, loaded};
use crate::forms::Submit;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

const DONE: &[(&str, &str)] = &[("sent", "It is on its way once more.")];

/// One mail, and the button that sends it again.
#[component]
pub fn MailPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let action = ServerAction::<ResendMail>::new();
    let mail = Resource::new_blocking(move || (id.get(), action.version().get()), |(id, _)| machine::mail(id));
    view! {
        <PageTitle text="Mail · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(mail.await, move |detail| view! { <Mail detail action /> }) })}
        </Transition>
    }
}

#[component]
fn Mail(detail: MailDetail, action: ServerAction<ResendMail>) -> impl IntoView {
    let MailDetail { row, text, order } = detail;
    let id = row.id.clone();
    let says = match text {
        Some(text) => view! {
            <pre class="code" tabindex="0" role="group" aria-labelledby="says">{text}</pre>
            <a class="link text-sm" href=paths::admin_mail_html(&id).to_string() target="_blank" rel="external noopener">"As its reader sees it (new tab)"</a>
        }
        .into_any(),
        None => view! { <p class="text-muted">"It carries a secret link for one person, so nobody else reads it."</p> }.into_any(),
    };
    let order = order.map(|order| {
        view! { <div><dt>"About"</dt><dd><a class="link" href=paths::admin_order(&order).to_string()>"order "{order.clone()}</a></dd></div> }
    });
    let sent = row.sent_at.map(|at| view! { <div><dt>"Sent"</dt><dd><LocalTime at /></dd></div> });
    view! {
        <Done words=DONE />
        <a class="quiet-link" href=paths::admin_mails().to_string()><Icon glyph=Glyph::ArrowLeft />"All mails"</a>
        <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"><h1 class="break-words">{row.subject}</h1><WordBadge word=row.state /></div>
        <div class="mt-8 grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
            <section class="card grid min-w-0 gap-4" aria-labelledby="says"><h2 id="says" class="text-xl">"What it says"</h2>{says}</section>
            <section class="card grid gap-4" aria-labelledby="facts">
                <h2 id="facts" class="text-xl">"Mail"</h2>
                <dl class="terms">
                    <div><dt>"To"</dt><dd>{row.to}</dd></div>
                    <div><dt>"Kind"</dt><dd>{row.kind}</dd></div>
                    {order}
                    <div><dt>"Written"</dt><dd><LocalTime at=row.created_at /></dd></div>
                    {sent}
                </dl>
                <AgainForm id=row.id again=row.again action />
            </section>
        </div>
    }
}

#[component]
fn AgainForm(id: String, again: Again, action: ServerAction<ResendMail>) -> impl IntoView {
    let words = match again {
        Again::Same => "Send it again",
        Again::NewLink => "Send a new link",
        Again::No => return ().into_any(),
    };
    view! {
        <ActionForm action attr:class="grid gap-4">
            <input type="hidden" name="mail" value=id />
            <Refused action />
            <Submit pending=action.pending() look="btn-plain">{words}</Submit>
        </ActionForm>
    }
    .into_any()
}
