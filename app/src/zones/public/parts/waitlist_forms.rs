use super::offer_words;
use crate::api::ApiError;
use crate::api::error::{Conflict, Field as FieldName};
use crate::api::waitlist::{Join, Leave};
use crate::components::{Alert, Tone, problem_words, words_for};
use crate::forms::{Field, Submit};
use crate::paths;
use domain::scarcity::Unavailable;
use leptos::prelude::*;

/// Where somebody joins the waitlist.
#[component]
pub fn JoinForm(
    /// Why nothing can be bought.
    why: Unavailable,
) -> impl IntoView {
    let action = ServerAction::<Join>::new();
    let error = move || action.value().get().and_then(Result::err);
    let problem = Signal::derive(move || Some(problem_words(FieldName::Email, error()?.problem_with(FieldName::Email)?)));
    let (title, text) = offer_words::closed(why);
    let what = if why == Unavailable::SoldOut {
        "Leave your address, and when a seat comes back it is kept for those who wait, in the order in which they joined."
    } else {
        "Leave your address, and we tell you once when you can join."
    };
    view! {
        <div class="card grid gap-6">
            <div>
                <p class="eyebrow">{title}</p>
                <h1 class="mt-2">"Join the waitlist"</h1>
                <p class="mt-3 text-muted">{text}" "{what}</p>
            </div>
            <ActionForm action>
                <div class="grid gap-5">
                    <Field label="E-mail" name="email" kind="email" autocomplete="email" maxlength="254"
                        hint="Only for this. Every mail has a link that takes you off the list." error=problem />
                    <div class="contents" role="alert">{move || error().and_then(|error| refused(&error))}</div>
                    <Submit pending=action.pending() look="btn-primary w-full">"Put me on the list"</Submit>
                </div>
            </ActionForm>
        </div>
    }
}

fn refused(error: &ApiError) -> Option<impl IntoView + use<>> {
    if matches!(error, ApiError::Invalid(_)) {
        return None;
    }
    let words = words_for(error);
    let next = matches!(error, ApiError::Conflict(Conflict::SeatsToBeHad))
        .then(|| view! { <p><a class="link font-semibold" href=words.next.0.to_string()>{words.next.1}</a></p> });
    Some(view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p>{next}</Alert> })
}

/// Where somebody leaves the waitlist.
#[component]
pub fn LeaveForm(
    /// The token of the mailed link.
    token: String,
) -> impl IntoView {
    let action = ServerAction::<Leave>::new();
    let failed = move || {
        action.value().get().and_then(Result::err).map(|error| {
            let dead = matches!(error, ApiError::DeadLink);
            let text = if dead { "Please use the link from our latest mail to you.".to_owned() } else { words_for(&error).text };
            view! { <Alert tone=Tone::Danger><p class="font-semibold">"This did not work"</p><p>{text}</p></Alert> }
        })
    };
    view! {
        <div class="card grid gap-6">
            <div>
                <h1>"Leave the waitlist?"</h1>
                <p class="mt-3 text-muted">"We will not write to you about seats any more. If a seat is kept for you now, it goes to the next in line."</p>
            </div>
            <ActionForm action>
                <div class="grid gap-4">
                    <input type="hidden" name="token" value=token />
                    <div class="contents" role="alert">{failed}</div>
                    <Submit pending=action.pending() look="btn-primary w-full">"Leave the waitlist"</Submit>
                    <a class="btn btn-plain w-full" href=paths::home().to_string()>"Stay on it"</a>
                </div>
            </ActionForm>
        </div>
    }
}
