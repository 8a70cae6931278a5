use crate::api::passwords;
use crate::components::loaded;
use crate::paths;
use leptos::prelude::*;

/// Whether there is a password, and the way to it.
#[component]
pub fn PasswordCard() -> impl IntoView {
    let card = |has_password: bool| {
        let (text, way) = if has_password {
            ("You can sign in with your password, and with a link by mail.", "Change the password")
        } else {
            ("You sign in with a link by mail. If you like, you can have a password besides.", "Set a password")
        };
        view! {
            <p class="text-muted">{text}</p>
            <p><a class="btn btn-plain" href=paths::password().to_string()>{way}</a></p>
        }
    };
    view! {
        <section class="card grid gap-4" aria-labelledby="password">
            <h2 id="password" class="text-lg">"Password"</h2>
            {Suspend::new(async move { loaded(passwords::desk().await, |desk| card(desk.has_password)) })}
        </section>
    }
}
