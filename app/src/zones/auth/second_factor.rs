use super::factor_set_up::{BeginFactor, ConfirmFactor};
use super::proof::Proof;
use super::recovery_codes::NewCodes;
use crate::api::dto::{FactorDesk, ProofFor};
use crate::api::second_factor::{self, Remove, RenewCodes};
use crate::components::{Alert, LocalTime, Tone, loaded, text};
use crate::forms::{Refusal, Submit};
use crate::{paths, request};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// One's own second factor: who one is first, where that was not shown lately.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    Suspend::new(async move { loaded(second_factor::desk().await, |desk| view! { <Desk desk /> }) })
}

#[component]
fn Desk(desk: FactorDesk) -> impl IntoView {
    let FactorDesk { email, has_password, proven, needed, since, codes_left, begun, new_codes } = desk;
    let led_here = needed && since.is_none() && new_codes.is_empty();
    let begun = begun.filter(|_| !request::has_flag("later"));
    let content = match (begun, since) {
        _ if !new_codes.is_empty() => view! { <NewCodes codes=new_codes /> }.into_any(),
        _ if !proven => view! { <Proof email has_password place=ProofFor::Factor /> }.into_any(),
        (Some(begun), _) => view! { <ConfirmFactor begun again=since.is_some() /> }.into_any(),
        (None, Some(since)) => {
            view! { <Present since codes_left /><BeginFactor again=true />{(!needed).then(|| view! { <RemoveFactor /> })} }.into_any()
        }
        (None, None) => view! { <BeginFactor again=false /> }.into_any(),
    };
    view! {
        <div class="grid gap-6">
            <Notice led_here />
            {content}
            <p><a class="link" href=paths::account().to_string()>"Back to your account"</a></p>
        </div>
    }
}

/// Why one is here, or what has just become of it.
#[component]
fn Notice(led_here: bool) -> impl IntoView {
    let removed = request::has_flag("removed").then(|| {
        view! { <Alert tone=Tone::Positive><p>"Your second factor is removed. All other browsers are signed out."</p></Alert> }
    });
    let needed = led_here.then(|| {
        view! {
            <Alert tone=Tone::Info>
                <p class="font-semibold">"The panel asks for a second factor"</p>
                <p>"It holds money and other people’s data, so a mailbox alone does not open it. Set up an authenticator app here; it takes a minute, once."</p>
            </Alert>
        }
    });
    view! { <div class="contents" role="status">{removed}{needed}</div> }
}

/// What there is.
#[component]
fn Present(since: DateTime<Utc>, codes_left: u32) -> impl IntoView {
    let action = ServerAction::<RenewCodes>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let left = text::count(codes_left as usize, "recovery code is left", "recovery codes are left");
    let few = (codes_left < 4).then(|| view! { <Alert tone=Tone::Warning><p>"Make new ones before you need them."</p></Alert> });
    view! {
        <div class="card grid gap-5">
            <div>
                <h1>"Your second factor"</h1>
                <p class="mt-2 text-muted">"Since "<LocalTime at=since />" signing in asks for a code of your authenticator app. "{left}"."</p>
            </div>
            {few}
            <Refusal error=error.get_untracked() />
            <ActionForm action>
                <Submit pending=action.pending() look="btn-plain">"Make ten new recovery codes"</Submit>
            </ActionForm>
        </div>
    }
}

/// Does without it.
#[component]
fn RemoveFactor() -> impl IntoView {
    let action = ServerAction::<Remove>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    view! {
        <section class="card grid gap-4" aria-labelledby="remove">
            <div>
                <h2 id="remove" class="text-lg">"Do without a second factor"</h2>
                <p class="mt-1 text-sm text-muted">"Then your mailbox, or your password, is all that somebody needs to come in as you."</p>
            </div>
            <Refusal error=error.get_untracked() />
            <ActionForm action>
                <Submit pending=action.pending() look="btn-plain">"Remove the second factor"</Submit>
            </ActionForm>
        </section>
    }
}
