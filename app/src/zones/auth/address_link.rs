use crate::api::addresses::{self, Confirm, Refuse};
use crate::api::dto::{AddressLink, AddressLinkState as State, AddressSide as Side};
use crate::components::{Glyph, Icon, loaded};
use crate::forms::{Refusal, Submit};
use crate::{paths, request};
use leptos::prelude::*;

/// What a link in a mail about a change of address opens: buttons, because scanners open links and must not decide for anybody.
#[component]
pub fn AddressLinkPage() -> impl IntoView {
    let token = request::last_segment();
    Suspend::new(async move {
        loaded(addresses::inspect(token.clone()).await, |link| match (link.state, link.side) {
            (State::Live, Side::Objection) => view! { <Object token /> }.into_any(),
            (State::Live, _) => view! { <Ask token link /> }.into_any(),
            _ => view! { <Note link /> }.into_any(),
        })
    })
}

#[component]
fn Ask(token: String, link: AddressLink) -> impl IntoView {
    let (yes, no) = (ServerAction::<Confirm>::new(), ServerAction::<Refuse>::new());
    let error = Signal::derive(move || yes.value().get().or_else(|| no.value().get()).and_then(Result::err));
    let AddressLink { side, to, .. } = link;
    let (title, text) = if side == Side::Old {
        ("Shall this be your address?", "Somebody who is signed in to your account asks that you sign in from now on with this address:")
    } else {
        ("Is this your address?", "Somebody wants to sign in here from now on with this address:")
    };
    let to_refuse = token.clone();
    let refuse = (side == Side::Old).then(move || {
        view! {
            <ActionForm action=no>
                <input type="hidden" name="token" value=to_refuse />
                <Submit pending=no.pending() look="btn-plain w-full">"No, that was not me"</Submit>
            </ActionForm>
            <p class="text-sm text-muted">"No keeps your address, and signs all browsers out."</p>
        }
    });
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph=Glyph::Mail /></div>
            <h1>{title}</h1>
            <p class="text-muted">{text}</p>
            <p class="font-semibold break-all">{to}</p>
            <Refusal error=error.get_untracked() />
            <div class="grid gap-3">
                <ActionForm action=yes>
                    <input type="hidden" name="token" value=token />
                    <Submit pending=yes.pending() look="btn-primary btn-lg w-full">"Yes, use this address"</Submit>
                </ActionForm>
                {refuse}
            </div>
        </div>
    }
}

#[component]
fn Object(token: String) -> impl IntoView {
    let action = ServerAction::<Refuse>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph=Glyph::CircleAlert /></div>
            <h1>"Was that not you?"</h1>
            <p class="text-muted">
                "Your account has another address now, and this mailbox has said yes to it. If that was not you, object: all browsers are signed out, and we look at it."
            </p>
            <Refusal error=error.get_untracked() />
            <ActionForm action>
                <input type="hidden" name="token" value=token />
                <Submit pending=action.pending() look="btn-primary btn-lg">"Object"</Submit>
            </ActionForm>
            <a class="quiet-link" href=paths::home().to_string()>"It was me"</a>
        </div>
    }
}

/// Where nothing is left to say.
#[component]
fn Note(link: AddressLink) -> impl IntoView {
    #[cfg(feature = "ssr")]
    if matches!(link.state, State::Expired | State::Unknown) {
        crate::api::context::set_page_status(crate::api::ApiError::DeadLink.status());
    }
    let (glyph, title, text) = words(&link);
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph /></div>
            <h1>{title}</h1>
            <p class="text-muted">{text}</p>
            <a class="btn btn-plain mt-2" href=paths::account().to_string()>"Your account"</a>
        </div>
    }
}

fn words(link: &AddressLink) -> (Glyph, &'static str, String) {
    match (link.state, link.side) {
        (State::Waiting | State::Live, side) => {
            let other = if side == Side::Old { "the new address" } else { "the present address of the account" };
            (
                Glyph::Clock,
                "Thank you. One is missing",
                format!("A link went to {other} too. As soon as it is confirmed there, the address is changed."),
            )
        }
        (State::Done, _) => (
            Glyph::CircleCheck,
            "The address is changed",
            format!("From now on you sign in with {}. On other browsers you are signed out.", link.to),
        ),
        (State::Refused, Side::Objection) => (
            Glyph::CircleCheck,
            "Thank you, we look at it",
            "All browsers are signed out, and the people who run the course were told. They will write to you at this address.".to_owned(),
        ),
        (State::Refused, _) => (
            Glyph::Mail,
            "Nothing is changed",
            "This was said no to, or something else was asked for since. If you did not ask for it, change your password if you have one."
                .to_owned(),
        ),
        (State::Expired, _) => {
            (Glyph::Clock, "This link is too old", "Nothing is changed by it any more. On your account you can ask once more.".to_owned())
        }
        (State::Unknown, _) => {
            (Glyph::Mail, "We do not know this link", "A part of it may have been lost on the way from your mail.".to_owned())
        }
    }
}
