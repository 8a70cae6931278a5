use crate::api::dto::BegunFactor;
use crate::api::error::Field as FieldName;
use crate::api::second_factor::{Begin, Confirm};
use crate::components::problem_words;
use crate::forms::{Field, Refusal, Submit};
use crate::paths;
use leptos::prelude::*;

/// Says what a second factor is, and begins with one.
#[component]
pub fn BeginFactor(
    /// Whether there is one already.
    again: bool,
) -> impl IntoView {
    let action = ServerAction::<Begin>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let head = if again {
        view! {
            <h2 class="text-lg">"Another telephone or app"</h2>
            <p class="mt-1 text-sm text-muted">"The one that you have goes on counting until the new one has shown its first code. There are new recovery codes then."</p>
        }
        .into_any()
    } else {
        view! {
            <h1>"Set up a second factor"</h1>
            <p class="mt-2 text-muted">
                "When you sign in, we also ask for a code that an app on your telephone shows. Whoever gets into your mailbox, or finds your password, stays outside."
            </p>
            <p class="mt-2 text-muted">
                "You need an authenticator app: the password manager of your telephone can do it, and so can Aegis, 2FAS, Google Authenticator and many others."
            </p>
        }
        .into_any()
    };
    let look = if again { "btn-plain" } else { "btn-primary w-full" };
    view! {
        <div class="card grid gap-5">
            <div>{head}</div>
            <Refusal error=error.get_untracked() />
            <ActionForm action>
                <Submit pending=action.pending() look>{if again { "Set up another one" } else { "Begin" }}</Submit>
            </ActionForm>
        </div>
    }
}

/// Shows the secret of an authenticator, as a code for its camera and as letters, and asks for its first code.
#[component]
pub fn ConfirmFactor(
    /// What was begun.
    begun: BegunFactor,
    /// Whether there is one already.
    again: bool,
) -> impl IntoView {
    let action = ServerAction::<Confirm>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let problem = Signal::derive(move || Some(problem_words(FieldName::FactorCode, error.get()?.problem_with(FieldName::FactorCode)?)));
    let still = again.then(|| {
        view! {
            <p class="mt-2 text-sm text-muted">
                "Until then the app that you have goes on counting. "<a class="link" href=paths::second_factor_later().to_string() rel="external">"Not now"</a>
            </p>
        }
    });
    view! {
        <div class="card grid gap-6">
            <div>
                <h1>"Add it to your app"</h1>
                <p class="mt-2 text-muted">"Point the camera of your authenticator app at this picture. Then type the six digits that it shows."</p>
                {still}
            </div>
            <CameraCode width=begun.width squares=begun.squares />
            <details class="fold border-y border-line">
                <summary><span class="font-semibold">"I can’t use a camera"</span></summary>
                <div class="pb-4">
                    <p class="text-sm text-muted">"Type this key into your app, as one that goes by time:"</p>
                    <p class="mt-2 font-mono text-lg break-words select-all">{begun.secret}</p>
                </div>
            </details>
            <ActionForm action>
                <div class="grid gap-5">
                    <Field label="The six digits in the app" name="code" keys="numeric" autocomplete="one-time-code" maxlength="12" error=problem />
                    <Refusal error=error.get_untracked() />
                    <Submit pending=action.pending() look="btn-primary w-full">"Turn it on"</Submit>
                </div>
            </ActionForm>
        </div>
    }
}

/// A code that a camera reads, dark on light whatever the colours of the page, with the margin that cameras need.
#[component]
fn CameraCode(width: u16, squares: String) -> impl IntoView {
    const MARGIN: u16 = 4;
    let side = width + 2 * MARGIN;
    view! {
        <svg class="camera-code" viewBox=format!("-{MARGIN} -{MARGIN} {side} {side}") role="img" aria-label="The key as a code for a camera">
            <path d=squares />
        </svg>
    }
}
