use crate::api::ApiError;
use crate::api::dto::{PasswordDesk, ProofFor};
use crate::api::error::Field as FieldName;
use crate::api::passwords;
use crate::api::privacy::EraseAccount;
use crate::components::{Alert, Glyph, Icon, Tone, loaded, problem_words, words_for};
use crate::forms::{Field, Submit};
use crate::{paths, request};
use leptos::prelude::*;

/// What goes with an account, and what stays because the law wants it.
const GOES: [&str; 4] = [
    "your access to the course, and your progress in it",
    "your notes, bookmarks and the places in the videos",
    "your name, your address, and where you are signed in",
    "saved payment methods, here and at the payment provider",
];
const STAYS: [&str; 3] = [
    "invoices with the name on them, and that and how they were paid: for ten years, as the law wants it",
    "a certificate that you have shown to others, without your name",
    "when and in which words you agreed to something",
];

/// Everything that is stored about whoever is signed in: to take along, or to be deleted.
#[component]
pub fn OwnData() -> impl IntoView {
    view! {
        <section class="card grid gap-4" id="data" aria-labelledby="data-title">
            <div>
                <h2 id="data-title" class="text-lg">"Your data"</h2>
                <p class="mt-1 text-sm text-muted">"Everything that is stored about you, as one ZIP file: orders, invoices, notes, progress, mails, agreements."</p>
            </div>
            <p><a class="btn btn-plain" href=paths::own_data().to_string() rel="external" download="my-data.zip"><Icon glyph=Glyph::Download />"Download my data"</a></p>
            {Suspend::new(async move { loaded(passwords::desk().await, |desk| view! { <Erasure desk /> }) })}
        </section>
    }
}

#[component]
fn Erasure(desk: PasswordDesk) -> impl IntoView {
    let PasswordDesk { email, proven, .. } = desk;
    let led_here = request::has_flag("erase");
    let action = ServerAction::<EraseAccount>::new();
    let open = move || led_here || action.value().with(|answer| matches!(answer, Some(Err(_))));
    let form = if proven {
        view! { <ErasureForm email action /> }.into_any()
    } else {
        view! {
            <div class="mt-3 grid gap-5">
                <p class="text-muted">"First show that it is you: you signed in a while ago, or by buying, and this cannot be undone."</p>
                <p><a class="btn btn-plain" href=paths::proof(ProofFor::Erasure.name()).to_string()>"Show that it is me"</a></p>
            </div>
        }
        .into_any()
    };
    view! {
        <details class="rule pt-3" open=open>
            <summary class="flex min-h-11 items-center"><h3 class="font-semibold">"Delete my account"</h3></summary>
            {form}
        </details>
    }
}

#[component]
fn ErasureForm(
    /// Their address, which confirms it.
    email: String,
    /// Does it.
    action: ServerAction<EraseAccount>,
) -> impl IntoView {
    let error = move || action.value().get().and_then(Result::err);
    let problem = Signal::derive(move || Some(problem_words(FieldName::Confirmation, error()?.problem_with(FieldName::Confirmation)?)));
    let other = move || {
        error().filter(|error| !matches!(error, ApiError::Invalid(_))).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    let list = |lines: &'static [&'static str]| {
        view! { <ul class="mt-1 list-disc pl-5 text-sm text-muted">{lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view()}</ul> }
    };
    view! {
        <ActionForm action attr:class="mt-3 grid gap-5">
            <div><p class="font-semibold">"This is deleted, and cannot be brought back:"</p>{list(&GOES)}</div>
            <div><p class="font-semibold">"This stays:"</p>{list(&STAYS)}</div>
            <label class="flex min-h-11 items-center gap-3">
                <input class="size-5 flex-none" type="checkbox" name="posts" value="on" />
                <span>"Delete my questions and answers too. Else they stay, as those of “a former student”."</span>
            </label>
            <Field label="Type your e-mail address to confirm" name="address" kind="email" autocomplete="off" maxlength="254" error=problem />
            <p class="text-sm break-words text-muted">"It is "<strong>{email}</strong>". We send a last mail there, and forget it."</p>
            <div class="contents" role="alert">{other}</div>
            <p><Submit pending=action.pending() look="btn-danger">"Delete my account for good"</Submit></p>
        </ActionForm>
    }
}
