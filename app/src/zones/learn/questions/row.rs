use super::moment::{Moment, Where};
use super::vote::VoteButton;
use crate::api::dto::{QuestionRow, QuestionState, Votes};
use crate::components::{LocalTime, text};
use crate::paths;
use leptos::prelude::*;

/// A question in a list.
#[component]
pub fn QuestionItem(
    /// The question.
    question: QuestionRow,
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
    /// On which page it stands.
    on: Where,
) -> impl IntoView {
    let votes = Votes { count: question.votes, voted: question.voted };
    let address = paths::question(&lesson, &question.id.to_string()).to_string();
    view! {
        <li class="question-row">
            <VoteButton id=question.id votes own=question.own />
            <div class="grid min-w-0 gap-1">
                <p><a class="link font-semibold break-words" href=address>{question.title.clone()}</a></p>
                <Facts question lesson on />
            </div>
        </li>
    }
}

/// Who asks, when, about which moment, and how it stands.
#[component]
pub fn Facts(
    /// The question.
    question: QuestionRow,
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
    /// On which page it stands.
    on: Where,
) -> impl IntoView {
    let QuestionRow { at_s, author, own, answers, state, created_at, .. } = question;
    let state = match state {
        QuestionState::Open => None,
        QuestionState::Answered => Some(("badge badge-positive", "Answered")),
        QuestionState::Hidden => Some(("badge badge-warning", "Only you see this")),
    };
    let author = if own { "You".to_owned() } else { author };
    view! {
        <p class="facts">
            {at_s.map(|at_s| view! { <Moment lesson at_s on /> })}
            <bdi class="break-all">{author}</bdi><LocalTime at=created_at />
            <span>{text::count(answers as usize, "answer", "answers")}</span>
            {state.map(|(class, words)| view! { <span class=class>{words}</span> })}
        </p>
    }
}
