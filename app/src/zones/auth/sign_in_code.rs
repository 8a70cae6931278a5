use crate::api::error::Field as FieldName;
use crate::api::identity::{GiveCode, SignOut};
use crate::components::{Glyph, Icon, problem_words};
use crate::forms::{Field, Refusal, Submit};
use crate::{paths, request};
use leptos::prelude::*;

/// Asks for the second factor: the code that the authenticator shows, or a recovery code.
#[component]
pub fn SignInCode() -> impl IntoView {
    let then = request::query_value("then");
    let recovery = request::query_value("with").is_some_and(|with| with == "recovery");
    let (title, text, other_way, other) = if recovery {
        (
            "Use a recovery code",
            "One of the ten that you were given with your second factor. Each works once.",
            paths::sign_in_code(then.as_deref()),
            "Use the app instead",
        )
    } else {
        (
            "Now the code from your app",
            "Six digits, which your authenticator app shows for half a minute.",
            paths::sign_in_recovery_code(then.as_deref()),
            "I don’t have my telephone: use a recovery code",
        )
    };
    view! {
        <div class="card grid gap-6">
            <div>
                <div class="disc mb-4"><Icon glyph=Glyph::Shield /></div>
                <h1>{title}</h1>
                <p class="mt-2 text-muted">{text}</p>
            </div>
            <CodeForm then recovery />
            <p class="text-center"><a class="quiet-link" href=other_way.to_string() rel="external">{other}</a></p>
            <GiveUp />
        </div>
    }
}

#[component]
fn CodeForm(then: Option<String>, recovery: bool) -> impl IntoView {
    let action = ServerAction::<GiveCode>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let problem = Signal::derive(move || Some(problem_words(FieldName::FactorCode, error.get()?.problem_with(FieldName::FactorCode)?)));
    let field = if recovery {
        view! { <Field label="Recovery code" name="code" autocomplete="off" maxlength="60" hint="24 letters and digits. Capitals and dashes do not matter." error=problem /> }
            .into_any()
    } else {
        view! { <Field label="Code" name="code" keys="numeric" autocomplete="one-time-code" maxlength="12" error=problem /> }.into_any()
    };
    view! {
        <ActionForm action>
            <div class="grid gap-5">
                {then.map(|then| view! { <input type="hidden" name="then" value=then /> })}
                {field}
                <Refusal error=error.get_untracked() />
                <Submit pending=action.pending() look="btn-primary w-full">"Sign in"</Submit>
            </div>
        </ActionForm>
    }
}

/// The way back out.
#[component]
fn GiveUp() -> impl IntoView {
    let action = ServerAction::<SignOut>::new();
    view! {
        <div class="rule pt-5">
            <p class="text-sm text-muted">
                "You have ten minutes for this. Without your app and without a recovery code, please write to whoever runs this course: they can let you in when they know it is you."
            </p>
            <ActionForm action attr:class="mt-3">
                <Submit pending=action.pending() look="btn-plain btn-sm">"Not now"</Submit>
            </ActionForm>
        </div>
    }
}
