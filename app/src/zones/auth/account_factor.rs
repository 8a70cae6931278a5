use crate::api::second_factor;
use crate::components::loaded;
use crate::paths;
use leptos::prelude::*;

/// Whether there is a second factor, and the way to it.
#[component]
pub fn FactorCard() -> impl IntoView {
    let card = |on: bool| {
        let (text, way) = if on {
            ("When you sign in, we also ask for a code of your authenticator app.", "Look at it")
        } else {
            (
                "If you like, signing in also asks for a code of an app on your telephone. Your mailbox alone lets nobody in then.",
                "Set it up",
            )
        };
        view! {
            <p class="text-muted">{text}</p>
            <p><a class="btn btn-plain" href=paths::second_factor().to_string()>{way}</a></p>
        }
    };
    view! {
        <section class="card grid gap-4" aria-labelledby="second-factor">
            <h2 id="second-factor" class="text-lg">"Second factor"</h2>
            {Suspend::new(async move { loaded(second_factor::desk().await, |desk| card(desk.since.is_some())) })}
        </section>
    }
}
