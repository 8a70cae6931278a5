use crate::api::dto::Votes;
use crate::api::questions::Vote;
use crate::components::{Glyph, Icon, Toaster, text};
use domain::ids::QuestionId;
use leptos::prelude::*;

/// How many others have a question too, and whether the reader does: shown at once, taken back if the server refuses.
#[component]
pub fn VoteButton(
    /// The question.
    id: QuestionId,
    /// Who has it too.
    votes: Votes,
    /// Whether the reader asked it: then it is not for the reader to vote.
    own: bool,
) -> impl IntoView {
    if own {
        return view! { <p class="vote"><Icon glyph=Glyph::ArrowUp /><span aria-hidden="true">{votes.count}</span><span class="sr-only">{others(votes.count)}</span></p> }.into_any();
    }
    let action = ServerAction::<Vote>::new();
    let shown = RwSignal::new(votes);
    follow(action, shown);
    let wish = move || (!shown.get().voted).then(|| view! { <input type="hidden" name="voted" value="on" /> });
    view! {
        <ActionForm action>
            <input type="hidden" name="question" value=id.to_string() />
            {wish}
            <button type="submit" class="vote" aria-pressed=move || shown.get().voted.to_string() disabled=action.pending() title="I have this question too">
                <Icon glyph=Glyph::ArrowUp /><span aria-hidden="true">{move || shown.get().count}</span>
                <span class="sr-only">"I have this question too. "{move || others(shown.get().count)}</span>
            </button>
        </ActionForm>
    }
    .into_any()
}

fn others(count: u32) -> String {
    format!("{} this question", text::count(count as usize, "other has", "others have"))
}

/// Shows what was asked for, then what the server says.
fn follow(action: ServerAction<Vote>, shown: RwSignal<Votes>) {
    let before = StoredValue::new(shown.get_untracked());
    let toaster = use_context::<Toaster>();
    Effect::new(move |_| {
        let Some(voted) = action.input().with(|input| input.as_ref().map(|input| input.voted.is_some())) else { return };
        let now = shown.get_untracked();
        before.set_value(now);
        if now.voted != voted {
            shown.set(Votes { count: if voted { now.count + 1 } else { now.count.saturating_sub(1) }, voted });
        }
    });
    Effect::new(move |_| match action.value().get() {
        Some(Ok(votes)) => shown.set(votes),
        Some(Err(_)) => {
            shown.set(before.get_value());
            if let Some(toaster) = toaster {
                toaster.say("That could not be saved. Please try again.");
            }
        }
        None => {}
    });
}
