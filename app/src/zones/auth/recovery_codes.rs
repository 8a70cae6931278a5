use crate::api::second_factor::CodesKept;
use crate::components::{Alert, Glyph, Icon, Tone};
use crate::forms::Submit;
use crate::paths;
use leptos::prelude::*;

/// Recovery codes that were just made: to be kept, because nobody sees them again.
#[component]
pub fn NewCodes(
    /// The codes, in groups.
    codes: Vec<String>,
) -> impl IntoView {
    let action = ServerAction::<CodesKept>::new();
    view! {
        <div class="card grid gap-6">
            <div class="contents" role="status">
                <Alert tone=Tone::Positive><p>"Your second factor is on. All other browsers are signed out."</p></Alert>
            </div>
            <div>
                <h1>"Keep these recovery codes"</h1>
                <p class="mt-2 text-muted">
                    "If you lose your telephone, each of them lets you in once. Print them, or put them into your password manager. We keep no copy that anybody can read: after ten minutes nobody sees them again."
                </p>
            </div>
            <ol class="grid gap-2 font-mono" aria-label="Recovery codes">
                {codes.into_iter().map(|code| view! { <li class="break-words select-all">{code}</li> }).collect_view()}
            </ol>
            <p>
                <a class="btn btn-plain" href=paths::recovery_codes().to_string() rel="external" download="recovery-codes.txt">
                    <Icon glyph=Glyph::Download />"Save as a file"
                </a>
            </p>
            <ActionForm action>
                <Submit pending=action.pending() look="btn-primary w-full">"I have kept them"</Submit>
            </ActionForm>
        </div>
    }
}
