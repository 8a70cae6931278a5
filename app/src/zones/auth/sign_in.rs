use super::password_form::PasswordForm;
use super::request_form::RequestForm;
use crate::api::identity::SignInWithPassword;
use crate::components::{Alert, Glyph, Icon, Tone};
use crate::forms::RefusedForm;
use crate::{paths, request};
use leptos::prelude::*;

/// Asks for an address, or says that a link is on its way.
#[component]
pub fn SignIn() -> impl IntoView {
    if request::has_flag("sent") { view! { <Sent /> }.into_any() } else { view! { <Ways /> }.into_any() }
}

/// Both ways in. Scripts take what was typed as the address along from one to the other.
#[component]
fn Ways() -> impl IntoView {
    let refused = RefusedForm::of::<SignInWithPassword>();
    let by_password = request::has_flag("with") || refused.is_some();
    let email = refused.map(|form| form.value("email")).unwrap_or_default();
    let form = if by_password { view! { <PasswordForm email /> }.into_any() } else { view! { <RequestForm email /> }.into_any() };
    view! {
        <div class="card grid gap-6">
            <Goodbye />
            <div>
                <h1>"Sign in"</h1>
                <p class="mt-2 text-muted">{explanation(by_password)}</p>
            </div>
            {form}
            <p class="text-center">
                <a class="quiet-link" href=other_way(by_password) data-in-place="">
                    {if by_password { "Mail me a link instead" } else { "Use a password instead" }}
                </a>
            </p>
            <p class="rule pt-5 text-sm text-muted">"Not a student yet? "<a class="link" href=paths::home().to_string()>"Look at the course"</a></p>
        </div>
    }
}

fn explanation(by_password: bool) -> &'static str {
    if by_password {
        "With the password that you gave yourself. Forgotten, or none yet? Let us mail you a link; then you can set one on your account."
    } else {
        "We mail you a link that signs you in. There is no password to remember."
    }
}

fn other_way(by_password: bool) -> String {
    let path = if by_password { paths::sign_in() } else { paths::sign_in_with_password() };
    path.to_string()
}

#[component]
fn Goodbye() -> impl IntoView {
    let erased =
        request::has_flag("erased").then_some("Your account is deleted, and you are signed out everywhere. A last mail confirms it.");
    let out = request::query_value("out");
    let words = erased.or_else(|| {
        out.map(|out| if out == "everywhere" { "You are signed out on all browsers." } else { "You are signed out on this browser." })
    });
    words.map(|words| view! { <Alert tone=Tone::Positive><p>{words}</p></Alert> })
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
