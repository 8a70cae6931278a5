use super::badge::WordBadge;
use crate::api::dto::MailRow;
use crate::components::LocalTime;
use crate::paths;
use leptos::prelude::*;

/// The mails about something.
#[component]
pub fn MailList(
    /// The mails, latest first.
    mails: Vec<MailRow>,
) -> impl IntoView {
    let mail = |mail: MailRow| {
        view! {
            <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <span class="min-w-0"><a class="link" href=paths::admin_mail(&mail.id).to_string()>{mail.subject}</a><br /><span class="text-muted"><LocalTime at=mail.created_at /></span></span>
                <WordBadge word=mail.state />
            </li>
        }
    };
    view! {
        <section class="card grid gap-4" aria-labelledby="mails">
            <h2 id="mails" class="text-xl">"Mails"</h2>
            <ul class="grid gap-3 text-sm">{mails.into_iter().map(mail).collect_view()}</ul>
        </section>
    }
}
