use crate::api::dto::Votes;
use crate::api::questions::Vote;
use crate::components::{Glyph, Icon, text};
use domain::ids::QuestionId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// How many others have a question too, and whether the reader does.
#[component]
pub fn VoteButton(
    /// The question.
    id: QuestionId,
    /// Who has it too.
    votes: Votes,
    /// Whether the reader asked it: then it is not for the reader to vote.
    own: bool,
) -> impl IntoView {
    let Votes { count, voted } = votes;
    let others = format!("{} this question", text::count(count as usize, "other has", "others have"));
    if own {
        return view! { <p class="vote"><Icon glyph=Glyph::ArrowUp /><span aria-hidden="true">{count}</span><span class="sr-only">{others}</span></p> }.into_any();
    }
    let wish = (!voted).then(|| view! { <input type="hidden" name="voted" value="on" /> });
    view! {
        <form method="post" action=Vote::url() data-toggle="">
            <input type="hidden" name="question" value=id.to_string() />
            {wish}
            <button type="submit" class="vote" aria-pressed=voted.to_string() title="I have this question too">
                <Icon glyph=Glyph::ArrowUp /><span aria-hidden="true">{count}</span><span class="sr-only">"I have this question too. "{others}</span>
            </button>
        </form>
    }
    .into_any()
}
