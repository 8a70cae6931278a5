use super::dead_link::DeadLink;
use crate::api::ApiError;
use crate::api::dto::LinkStatus;
use crate::api::identity::{self, RedeemLink};
use crate::components::{Alert, Glyph, Icon, Tone, loaded, words_for};
use crate::forms::Submit;
use crate::request;
use leptos::prelude::*;

/// What a link from the mail opens: a button, because scanners open links and must not spend them.
#[component]
pub fn LinkPage() -> impl IntoView {
    let token = request::last_segment();
    Suspend::new(async move {
        loaded(identity::inspect_link(token.clone()).await, |status| match status {
            LinkStatus::Live => view! { <LiveLink token /> }.into_any(),
            dead => view! { <DeadLink status=dead /> }.into_any(),
        })
    })
}

#[component]
fn LiveLink(token: String) -> impl IntoView {
    let action = ServerAction::<RedeemLink>::new();
    let then = request::query_value("then").map(|then| view! { <input type="hidden" name="then" value=then /> });
    let wait = match action.value().get_untracked().and_then(Result::err) {
        Some(error @ ApiError::TooMany { .. }) => {
            let words = words_for(&error);
            Some(view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> })
        }
        Some(_) => return view! { <DeadLink status=LinkStatus::Used /> }.into_any(),
        None => None,
    };
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph=Glyph::Book /></div>
            <h1>"Welcome back"</h1>
            <p class="text-muted">"One click and you are signed in on this browser."</p>
            {wait}
            <ActionForm action>
                <input type="hidden" name="token" value=token />
                {then}
                <Submit pending=action.pending() look="btn-primary btn-lg">"Sign in"</Submit>
            </ActionForm>
        </div>
    }
    .into_any()
}
