use super::refusal::Refusal;
use crate::api::dto::SessionRow;
use crate::api::sessions::{self, End, EndAll};
use crate::components::{SessionLine, loaded};
use crate::forms::Submit;
use leptos::prelude::*;

/// The browsers in which one is signed in, and the ways to end that.
#[component]
pub fn SessionsCard() -> impl IntoView {
    let (end, end_all) = (ServerAction::<End>::new(), ServerAction::<EndAll>::new());
    let list = Resource::new_blocking(move || end.version().get(), |_| sessions::list());
    let error = Signal::derive(move || end.value().get().and_then(Result::err).or_else(|| end_all.value().get().and_then(Result::err)));
    let lines = move |sessions: Vec<SessionRow>| sessions.into_iter().map(|session| view! { <Line session end /> }).collect_view();
    view! {
        <section class="card grid gap-4" aria-labelledby="sessions">
            <div>
                <h2 id="sessions" class="text-lg">"Where you are signed in"</h2>
                <p class="mt-1 text-sm text-muted">"If you do not know one of these browsers, sign it out, and change your password if you have one."</p>
            </div>
            <Refusal error />
            <Transition>
                {move || Suspend::new(async move {
                    loaded(list.await, |sessions| view! { <ul class="grid gap-4">{lines(sessions)}</ul> })
                })}
            </Transition>
            <ActionForm action=end_all>
                <Submit pending=end_all.pending() look="btn-plain">"Sign out everywhere"</Submit>
            </ActionForm>
        </section>
    }
}

#[component]
fn Line(session: SessionRow, end: ServerAction<End>) -> impl IntoView {
    let device = session.device.clone();
    let way = (!session.here).then(|| {
        view! {
            <ActionForm action=end>
                <input type="hidden" name="session" value=session.id.to_string() />
                <Submit pending=end.pending() look="btn-plain btn-sm">"Sign out"<span class="sr-only">" "{device}</span></Submit>
            </ActionForm>
        }
    });
    view! { <li class="flex items-start justify-between gap-4"><SessionLine session />{way}</li> }
}
