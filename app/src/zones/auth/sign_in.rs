use super::request_form::RequestForm;
use crate::components::{Alert, Glyph, Icon, Tone};
use crate::{paths, request};
use leptos::prelude::*;

/// Asks for an address, or says that a link is on its way.
#[component]
pub fn SignIn() -> impl IntoView {
    if request::has_flag("sent") {
        return view! { <Sent /> }.into_any();
    }
    let goodbye =
        request::has_flag("out").then(|| view! { <Alert tone=Tone::Positive><p>"You are signed out on this browser."</p></Alert> });
    view! {
        <div class="card grid gap-6">
            {goodbye}
            <div>
                <h1>"Sign in"</h1>
                <p class="mt-2 text-muted">"We mail you a link that signs you in. There is no password to remember."</p>
            </div>
            <RequestForm />
            <p class="rule pt-5 text-sm text-muted">"Not a student yet? "<a class="link" href=paths::home().to_string()>"Look at the course"</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn Sent() -> impl IntoView {
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph=Glyph::Mail /></div>
            <h1>"Look into your mail"</h1>
            <p class="text-muted">"If the address has an account, a link is on its way to it. It works once, for ten minutes."</p>
            <ul class="mt-1 grid gap-2 text-left text-sm text-muted">
                <li class="flex gap-2.5"><Icon glyph=Glyph::Clock />"It usually arrives within a minute. The spam folder is worth a look."</li>
                <li class="flex gap-2.5"><Icon glyph=Glyph::Info />"Use the address with which you bought the course."</li>
            </ul>
            <a class="btn btn-plain mt-2" href=paths::sign_in().to_string()>"Try another address"</a>
        </div>
    }
}
