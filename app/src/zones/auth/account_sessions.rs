use crate::api::dto::{ProofFor, SessionList, SessionRow};
use crate::api::sessions::{self, End, EndAll};
use crate::components::{Alert, SessionLine, Tone, loaded};
use crate::forms::{Refusal, Submit};
use crate::paths;
use leptos::prelude::*;

/// The browsers in which one is signed in, and the ways to end that.
#[component]
pub fn SessionsCard() -> impl IntoView {
    let (end, end_all) = (ServerAction::<End>::new(), ServerAction::<EndAll>::new());
    let error = Signal::derive(move || end.value().get().and_then(Result::err).or_else(|| end_all.value().get().and_then(Result::err)));
    let shown = move |list: SessionList| {
        let full = (list.sessions.len() >= list.most as usize).then(|| view! { <Full most=list.most /> });
        let proven = list.proven;
        let lines = list.sessions.into_iter().map(|session| view! { <Line session proven end /> }).collect_view();
        let ways = if proven { view! { <Everywhere end_all /> }.into_any() } else { view! { <ToProof /> }.into_any() };
        view! { {full}<ul class="grid gap-4">{lines}</ul>{ways} }
    };
    view! {
        <section class="card grid gap-4" aria-labelledby="sessions">
            <div>
                <h2 id="sessions" class="text-lg">"Where you are signed in"</h2>
                <p class="mt-1 text-sm text-muted">"If you do not know one of these browsers, sign it out, and change your password if you have one."</p>
            </div>
            <Refusal error=error.get_untracked() />
            {Suspend::new(async move { loaded(sessions::list().await, shown) })}
        </section>
    }
}

#[component]
fn Everywhere(end_all: ServerAction<EndAll>) -> impl IntoView {
    view! {
        <ActionForm action=end_all>
            <Submit pending=end_all.pending() look="btn-plain">"Sign out everywhere"</Submit>
        </ActionForm>
    }
}

/// The way to where one shows who one is: whoever finds a browser open signs nobody else out.
#[component]
fn ToProof() -> impl IntoView {
    view! {
        <p class="text-sm text-muted">"To sign other browsers out, first show that it is you: you signed in a while ago, or by buying."</p>
        <p><a class="btn btn-plain" href=paths::proof(ProofFor::Sessions.name()).to_string()>"Show that it is me"</a></p>
    }
}

/// That there are as many as there may be.
#[component]
fn Full(most: u32) -> impl IntoView {
    view! {
        <Alert tone=Tone::Warning>
            <p>"You are signed in on "{most}" browsers, which is as many as there may be. With the next one, the one that has rested for longest is signed out."</p>
        </Alert>
    }
}

#[component]
fn Line(session: SessionRow, proven: bool, end: ServerAction<End>) -> impl IntoView {
    let device = session.device.clone();
    let way = (proven && !session.here).then(|| {
        view! {
            <ActionForm action=end>
                <input type="hidden" name="session" value=session.id.to_string() />
                <Submit pending=end.pending() look="btn-plain btn-sm">"Sign out"<span class="sr-only">" "{device}</span></Submit>
            </ActionForm>
        }
    });
    view! { <li class="flex items-start justify-between gap-4"><SessionLine session />{way}</li> }
}
