use crate::api::certificates::Save;
use crate::api::dto::CertificateChoices;
use crate::api::error::Field as FieldName;
use crate::components::problem_words;
use crate::forms::{Field, Refusal, RefusedForm, Submit};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The name on the certificate, and what of it anybody may see who has its code.
#[component]
pub fn ChoicesForm(
    /// What was chosen so far.
    choices: CertificateChoices,
    /// Whether it is issued.
    issued: bool,
) -> impl IntoView {
    let refused = RefusedForm::of::<Save>();
    let error = refused.as_ref().map(|form| form.error.clone());
    let wrong = error.as_ref().and_then(|error| error.problem_with(FieldName::HolderName));
    let problem = wrong.map(|problem| problem_words(FieldName::HolderName, problem));
    let typed = |name: &str| refused.as_ref().map(|form| form.value(name));
    let ticked = |name: &str, before: bool| typed(name).map_or(before, |value| !value.is_empty());
    let CertificateChoices { name, shows_name, shows_date } = choices;
    let name = typed("name").unwrap_or(name);
    let (shows_name, shows_date) = (ticked("shows_name", shows_name), ticked("shows_date", shows_date));
    let buttons = if issued {
        view! { <Submit pending=false>"Save"</Submit> }.into_any()
    } else {
        view! {
            <Submit pending=false look="btn-plain">"Update the preview"</Submit>
            <Submit pending=false name="issue" value="1">"Issue my certificate"</Submit>
        }
        .into_any()
    };
    view! {
        <section class="card grid gap-5" aria-labelledby="choices">
            <h2 id="choices" class="text-xl">{if issued { "Change the name, or what others see" } else { "What is on it, and who sees it" }}</h2>
            <form method="post" action=Save::url()>
                <div class="grid gap-5">
                    <Field label="Name on the certificate" name="name" autocomplete="name" maxlength="80" value=name error=Signal::stored(problem) hint="As you want it printed. Letters of any language are welcome." />
                    <fieldset class="grid gap-2">
                        <legend class="field-label mb-1">"Whoever opens its page with the code sees that it is genuine, and"</legend>
                        <Choice name="shows_name" words="my name" ticked=shows_name />
                        <Choice name="shows_date" words="the day on which I completed the course" ticked=shows_date />
                    </fieldset>
                    <Refusal error />
                    <div class="flex flex-wrap gap-3">{buttons}</div>
                </div>
            </form>
        </section>
    }
}

#[component]
fn Choice(name: &'static str, words: &'static str, ticked: bool) -> impl IntoView {
    view! {
        <label class="flex min-h-8 items-center gap-3">
            <input class="h-5 w-5 flex-none" type="checkbox" name=name value="1" checked=ticked />
            <span>{words}</span>
        </label>
    }
}
