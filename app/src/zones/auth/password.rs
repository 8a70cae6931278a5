use super::new_password::{NewPassword, RemovePassword};
use super::proof::Proof;
use crate::api::dto::{PasswordDesk, ProofFor};
use crate::api::passwords;
use crate::components::{Alert, Tone, loaded};
use crate::{paths, request};
use leptos::prelude::*;

/// One's own password: who one is first, where that was not shown lately.
#[component]
pub fn PasswordPage() -> impl IntoView {
    Suspend::new(async move { loaded(passwords::desk().await, |desk| view! { <Desk desk /> }) })
}

#[component]
fn Desk(desk: PasswordDesk) -> impl IntoView {
    let PasswordDesk { email, has_password, proven } = desk;
    let steps = if proven {
        let remove = has_password.then(|| view! { <RemovePassword /> });
        view! { <NewPassword email has_password />{remove} }.into_any()
    } else {
        view! { <Proof email has_password place=ProofFor::Password /> }.into_any()
    };
    view! {
        <div class="grid gap-6">
            <Done />
            {steps}
            <p><a class="link" href=paths::account().to_string()>"Back to your account"</a></p>
        </div>
    }
}

/// What has just become of the password.
#[component]
fn Done() -> impl IntoView {
    let words = if request::has_flag("saved") {
        Some("Your password is saved. All other browsers are signed out.")
    } else if request::has_flag("removed") {
        Some("Your password is removed. All other browsers are signed out, and links by mail let you in.")
    } else {
        None
    };
    view! {
        <div class="contents" role="status">{words.map(|words| view! { <Alert tone=Tone::Positive><p>{words}</p></Alert> })}</div>
    }
}
