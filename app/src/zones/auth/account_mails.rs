use crate::api::dto::MailChoice;
use crate::api::mails::Choose;
use crate::components::{Alert, Tone, words_for};
use crate::forms::Submit;
use crate::request;
use domain::mail_topic::MailTopic;
use leptos::prelude::*;

/// Which mails one gets, as boxes.
#[component]
pub fn MailChoices(
    /// Every kind, with whether it is wanted.
    choices: Vec<MailChoice>,
) -> impl IntoView {
    let action = ServerAction::<Choose>::new();
    let saved = request::has_flag("mails");
    let outcome = move || match action.value().get() {
        Some(Err(error)) => {
            let words = words_for(&error);
            Some(view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> })
        }
        Some(Ok(())) => Some(view! { <Alert tone=Tone::Positive><p>"Saved. This holds from the next mail on."</p></Alert> }),
        None if saved => Some(view! { <Alert tone=Tone::Positive><p>"Saved. This holds from the next mail on."</p></Alert> }),
        None => None,
    };
    view! {
        <section class="card grid gap-4" id="mails" aria-labelledby="mails-title">
            <div>
                <h2 id="mails-title" class="text-lg">"Mails about the course"</h2>
                <p class="mt-1 text-sm text-muted">"Sign-in links, receipts and what concerns your orders always come."</p>
            </div>
            <ActionForm action>
                <div class="grid gap-4">
                    <div class="grid gap-1">{choices.into_iter().map(|choice| view! { <Choice choice /> }).collect_view()}</div>
                    <div class="contents" role="status">{outcome}</div>
                    <p><Submit pending=action.pending() look="btn-plain">"Save my choice"</Submit></p>
                </div>
            </ActionForm>
        </section>
    }
}

#[component]
fn Choice(choice: MailChoice) -> impl IntoView {
    let MailChoice { topic, wanted } = choice;
    let (title, text) = match topic {
        MailTopic::Questions => ("Questions", "Somebody answers you, or writes below a question of yours."),
        MailTopic::NewLessons => ("New lessons", "Lessons were added to the course. One mail a day at most."),
        MailTopic::Completed => ("Completion", "You have completed the course, with the way to your certificate."),
        MailTopic::Stalled => ("A gentle reminder", "You have not been here for two weeks. Once a month at most."),
    };
    let id = format!("mails-{}", topic.name());
    let hint = format!("{id}-hint");
    view! {
        <div class="flex min-h-11 gap-3 py-1.5">
            <input class="mt-0.5 size-5 flex-none" type="checkbox" id=id.clone() name=topic.name() value="on" checked=wanted aria-describedby=hint.clone() />
            <div>
                <label class="font-semibold" for=id>{title}</label>
                <p class="text-sm text-muted" id=hint>{text}</p>
            </div>
        </div>
    }
}
