use super::Refused;
use crate::api::dto::SessionRow;
use crate::api::people::EndSessions;
use crate::components::SessionLine;
use crate::forms::Submit;
use domain::ids::UserId;
use leptos::prelude::*;

/// The browsers in which a person is signed in, and the way to end that.
#[component]
pub fn SessionsCard(
    /// Who.
    person: UserId,
    /// Their sessions, latest first.
    sessions: Vec<SessionRow>,
    /// What ends them.
    action: ServerAction<EndSessions>,
) -> impl IntoView {
    let live = sessions.iter().filter(|session| session.live).count();
    let none = sessions.is_empty().then(|| view! { <p class="text-sm text-muted">"Was never signed in."</p> });
    let all = (live > 1).then(|| {
        view! {
            <ActionForm action>
                <input type="hidden" name="person" value=person.to_string() />
                <Submit pending=action.pending() look="btn-plain btn-sm">"End all sessions"</Submit>
            </ActionForm>
        }
    });
    let item = move |session: SessionRow| {
        let end = session.live.then(|| {
            view! {
                <ActionForm action>
                    <input type="hidden" name="person" value=person.to_string() />
                    <input type="hidden" name="session" value=session.id.to_string() />
                    <Submit pending=action.pending() look="btn-plain btn-sm">"End"</Submit>
                </ActionForm>
            }
        });
        view! {
            <li class="flex items-start justify-between gap-4">
                <SessionLine session />
                {end}
            </li>
        }
    };
    view! {
        <section class="card grid gap-4" aria-labelledby="sessions">
            <h2 id="sessions" class="text-xl">"Sessions"</h2>
            {none}
            <Refused action />
            <ul class="grid gap-4">{sessions.into_iter().map(item).collect_view()}</ul>
            {all}
        </section>
    }
}
