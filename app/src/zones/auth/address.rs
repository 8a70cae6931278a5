use super::new_address::{NewAddress, Pending};
use super::proof::Proof;
use crate::api::addresses;
use crate::api::dto::{AddressDesk, ProofFor};
use crate::components::{Alert, Tone, loaded};
use crate::{paths, request};
use leptos::prelude::*;

/// One's own address: who one is first, where that was not shown lately.
#[component]
pub fn AddressPage() -> impl IntoView {
    Suspend::new(async move { loaded(addresses::desk().await, |desk| view! { <Desk desk /> }) })
}

#[component]
fn Desk(desk: AddressDesk) -> impl IntoView {
    let AddressDesk { email, has_password, proven, pending } = desk;
    let given_up = request::has_flag("given-up").then(|| {
        view! { <Alert tone=Tone::Positive><p>"Nothing is changed. The links that we mailed no longer work."</p></Alert> }
    });
    let waiting = pending.is_some();
    let pending = pending.map(|pending| view! { <Pending email=email.clone() pending /> });
    let ask = if proven {
        view! { <NewAddress email waiting /> }.into_any()
    } else if waiting {
        ().into_any()
    } else {
        view! { <Proof email has_password place=ProofFor::Address /> }.into_any()
    };
    view! {
        <div class="grid gap-6">
            <div class="contents" role="status">{given_up}</div>
            {pending}
            {ask}
            <LostMailbox />
            <p><a class="link" href=paths::account().to_string()>"Back to your account"</a></p>
        </div>
    }
}

#[component]
fn LostMailbox() -> impl IntoView {
    view! {
        <details>
            <summary class="flex min-h-11 items-center">"I cannot read the old mailbox any more"</summary>
            <p class="mt-1 text-sm text-muted">
                "Then nobody can say yes there, and this page cannot help. Write to us, best from the address that you want to use, and tell us what you bought and when: we look at it and put the address right."
            </p>
        </details>
    }
}
