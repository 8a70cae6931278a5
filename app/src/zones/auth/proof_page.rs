use super::proof::Proof;
use crate::api::dto::{PasswordDesk, ProofFor};
use crate::api::passwords;
use crate::components::{Glyph, Icon, loaded};
use crate::{paths, request};
use leptos::prelude::*;

/// Asks who one is, for what stands on another page.
#[component]
pub fn ProofPage() -> impl IntoView {
    let place = request::query_value("then").as_deref().and_then(ProofFor::from_name).unwrap_or(ProofFor::Sessions);
    Suspend::new(async move { loaded(passwords::desk().await, |desk| view! { <Shown desk place /> }) })
}

#[component]
fn Shown(desk: PasswordDesk, place: ProofFor) -> impl IntoView {
    let PasswordDesk { email, has_password, proven } = desk;
    let content = if proven {
        view! {
            <div class="card grid justify-items-center gap-4 text-center">
                <div class="disc"><Icon glyph=Glyph::Check /></div>
                <h1>"We know that it is you"</h1>
                <a class="btn btn-primary" href=place.page().to_string() rel="external">"Go on"</a>
            </div>
        }
        .into_any()
    } else {
        view! { <Proof email has_password place /> }.into_any()
    };
    view! {
        <div class="grid gap-6">
            {content}
            <p><a class="link" href=paths::account().to_string()>"Back to your account"</a></p>
        </div>
    }
}
