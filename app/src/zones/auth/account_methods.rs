use crate::api::account::ForgetMethod;
use crate::api::dto::StoredMethod;
use crate::components::{Alert, LocalTime, Tone, words_for};
use crate::forms::Submit;
use leptos::prelude::*;

/// The payment methods that may be charged in one click, and the way to end that.
#[component]
pub fn Methods(
    /// The methods.
    methods: Vec<StoredMethod>,
) -> impl IntoView {
    let action = ServerAction::<ForgetMethod>::new();
    let refused = move || {
        action.value().get().and_then(Result::err).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    let empty =
        methods.is_empty().then(|| view! { <p class="text-muted">"None. Nothing can be charged without you entering it anew."</p> });
    view! {
        <section class="card grid gap-4" aria-labelledby="methods">
            <h2 id="methods" class="text-lg">"Saved payment methods"</h2>
            <div class="contents" role="alert">{refused}</div>
            {empty}
            <ul class="grid gap-4">{methods.into_iter().map(|method| view! { <Method method action /> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Method(method: StoredMethod, action: ServerAction<ForgetMethod>) -> impl IntoView {
    let label = method.label;
    view! {
        <li class="flex flex-wrap items-center justify-between gap-4">
            <div>
                <p class="font-semibold">{label.clone()}</p>
                <p class="text-sm text-muted">"You agreed on "<LocalTime at=method.given_at date_only=true />". Removed, it is never charged again."</p>
            </div>
            <ActionForm action>
                <input type="hidden" name="consent" value=method.consent.to_string() />
                <Submit pending=action.pending() look="btn-plain">"Remove"<span class="sr-only">" "{label}</span></Submit>
            </ActionForm>
        </li>
    }
}
