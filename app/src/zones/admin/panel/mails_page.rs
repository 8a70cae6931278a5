use super::badge::WordBadge;
use super::chosen::chosen;
use super::filters::{Filters, OneOf, Typed};
use super::listed::listed;
use super::turner::{Beside, Turner, counted};
use crate::api::dto::{Listed, MailRow};
use crate::api::machine;
use crate::components::{LocalTime, PageSkeleton, PageTitle};
use crate::paths;
use leptos::prelude::*;

/// Every mail that was written, newest first.
#[component]
pub fn MailsPage() -> impl IntoView {
    let (state, kind, to, page) = (chosen("state"), chosen("kind"), chosen("to"), chosen("page"));
    let query = move || vec![("state", state.get_untracked()), ("kind", kind.get_untracked()), ("to", to.get_untracked())];
    let mails = Resource::new_blocking(
        move || (state.get(), kind.get(), to.get(), page.get()),
        |(state, kind, to, page)| machine::mails(state, kind, to, page),
    );
    view! {
        <PageTitle text="Mail · Admin" />
        <h1>"Mail"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"What was written to whom. Mails that carry a secret link lose their text once they are sent."</p>
        <Filters list=paths::admin_mails()>
            <Typed label="To this address" name="to" value=to placeholder="ada@example.com" />
            <Typed label="Kind" name="kind" value=kind placeholder="receipt" />
            <OneOf label="State" name="state" options=vec![("pending", "Waiting"), ("sent", "Sent")] value=state />
        </Filters>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { listed(mails.await, move |list| view! { <Mails list query=query() /> }) })}
        </Transition>
    }
}

#[component]
fn Mails(list: Listed<MailRow>, query: Vec<(&'static str, String)>) -> impl IntoView {
    let beside = Beside::from(&list);
    if list.rows.is_empty() {
        return view! { <p class="card mt-6 text-muted">"No mail fits."</p> }.into_any();
    }
    view! {
        <p class="mt-6 text-sm text-muted" role="status">{counted(list.count, "mail", "mails")}</p>
        <div class="card mt-2 overflow-hidden p-0 sm:p-0">
            <table class="table table-stack">
                <thead><tr><th scope="col">"Mail"</th><th scope="col">"Kind"</th><th scope="col">"State"</th><th scope="col">"Written"</th></tr></thead>
                <tbody>{list.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        <Turner list=paths::admin_mails() query beside />
    }
    .into_any()
}

fn row(mail: MailRow) -> impl IntoView {
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2"><a class="link font-semibold" href=paths::admin_mail(&mail.id).to_string()>{mail.subject}</a><br /><span class="break-all text-muted">{mail.to}</span></td>
            <td class="text-muted">{mail.kind}</td>
            <td><WordBadge word=mail.state /></td>
            <td class="text-muted max-md:col-span-2"><LocalTime at=mail.created_at /></td>
        </tr>
    }
}
