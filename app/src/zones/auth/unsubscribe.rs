use crate::api::ApiError;
use crate::api::mails::{self, Unsubscribe};
use crate::components::{Alert, Glyph, Icon, Tone, words_for};
use crate::forms::Submit;
use crate::{paths, request};
use domain::mail_topic::MailTopic;
use leptos::prelude::*;

/// What the link at the end of a mail opens: a button, because scanners open links and must not decide for anybody.
#[component]
pub fn UnsubscribePage() -> impl IntoView {
    let token = request::last_segment();
    Suspend::new(async move {
        match mails::topic_of(token.clone()).await {
            Ok(topic) => view! { <Ask topic token /> }.into_any(),
            Err(error) => dead(&error).into_any(),
        }
    })
}

fn dead(error: &ApiError) -> impl IntoView + use<> {
    #[cfg(feature = "ssr")]
    crate::api::context::set_page_status(error.status());
    let (title, text) = match error {
        ApiError::DeadLink => {
            ("We do not know this link", "A part of it may have been lost on the way. On your account you can choose your mails too.")
        }
        _ => ("That did not work", "Please try again in a moment. Nothing was changed."),
    };
    view! { <Note glyph=Glyph::Mail title text=text.to_owned() /> }
}

#[component]
fn Note(glyph: Glyph, title: &'static str, text: String) -> impl IntoView {
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph /></div>
            <h1>{title}</h1>
            <p class="text-muted">{text}</p>
            <a class="btn btn-plain mt-2" href=paths::account_mails().to_string()>"Choose my mails"</a>
        </div>
    }
}

#[component]
fn Ask(topic: MailTopic, token: String) -> impl IntoView {
    let action = ServerAction::<Unsubscribe>::new();
    if request::has_flag("done") {
        let text = format!("We will send you no more mails {}. What concerns your orders still comes.", about(topic));
        return view! { <Note glyph=Glyph::CircleCheck title="You are unsubscribed" text /> }.into_any();
    }
    let refused = action.value().get_untracked().and_then(Result::err).map(|error| {
        let words = words_for(&error);
        view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
    });
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph=Glyph::Mail /></div>
            <h1>"No more of these mails?"</h1>
            <p class="text-muted">{format!("One click, and we send you no more mails {}. You can choose otherwise at any time on your account.", about(topic))}</p>
            <div class="contents" role="alert">{refused}</div>
            <ActionForm action>
                <input type="hidden" name="token" value=token />
                <Submit pending=action.pending() look="btn-primary btn-lg">"Unsubscribe"</Submit>
            </ActionForm>
            <a class="quiet-link" href=paths::home().to_string()>"Keep them"</a>
        </div>
    }
    .into_any()
}

fn about(topic: MailTopic) -> &'static str {
    match topic {
        MailTopic::Questions => "about questions and answers",
        MailTopic::NewLessons => "about new lessons",
        MailTopic::Stalled => "that remind you of the course",
        MailTopic::Completed => "about completing the course",
    }
}
