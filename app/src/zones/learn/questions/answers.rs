use super::own_tools::{OwnTools, Place};
use super::report::ReportTool;
use crate::api::dto::{AnswerState, AnswerView};
use crate::api::questions::Accept;
use crate::components::{Glyph, Icon, LocalTime, RichText};
use crate::forms::Submit;
use domain::ids::AnswerId;
use domain::question::Post;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// An answer, with what the reader can do about it.
#[component]
pub fn Answer(
    /// The answer.
    answer: AnswerView,
    /// Where it stands.
    place: Place,
    /// Whether the reader asked the question.
    asker: bool,
) -> impl IntoView {
    let AnswerView { id, state, html, own, reported, .. } = answer.clone();
    let accepted = state == AnswerState::Accepted;
    let class = if accepted { "post post-accepted" } else { "post" };
    let tools = match own {
        Some(own) => view! { <OwnTools post=Post::Answer(id) own place /> }.into_any(),
        None => view! { <ReportTool post=Post::Answer(id) reported /> }.into_any(),
    };
    let accept = (asker && state != AnswerState::Hidden).then(|| view! { <AcceptTool id accepted /> });
    view! {
        <li id=format!("answer-{id}")>
            <article class=class>
                <Signature answer />
                <RichText html />
                <div class="tools">{accept} {tools}</div>
            </article>
        </li>
    }
}

/// Who answers, when, and what that answer is.
#[component]
pub fn Signature(
    /// The answer.
    answer: AnswerView,
) -> impl IntoView {
    let AnswerView { author, by_creator, state, created_at, edited_at, own, .. } = answer;
    let (accepted, hidden) = (state == AnswerState::Accepted, state == AnswerState::Hidden);
    let author = if own.is_some() { "You".to_owned() } else { author };
    view! {
        <p class="facts">
            <bdi class="font-semibold break-all text-ink">{author}</bdi>
            {by_creator.then(|| view! { <span class="badge badge-accent">"Course creator"</span> })}
            {accepted.then(|| view! { <span class="badge badge-positive"><Icon glyph=Glyph::Check />"Accepted"</span> })}
            {hidden.then(|| view! { <span class="badge badge-warning">"Out of sight"</span> })}
            <LocalTime at=created_at />
            {edited_at.map(|at| view! { <span>"changed "<LocalTime at /></span> })}
        </p>
    }
}

#[component]
fn AcceptTool(id: AnswerId, accepted: bool) -> impl IntoView {
    let wish = (!accepted).then(|| view! { <input type="hidden" name="accepted" value="on" /> });
    let words = if accepted { "No longer accepted" } else { "This answers my question" };
    view! {
        <form method="post" action=Accept::url() data-done="Saved.">
            <input type="hidden" name="answer" value=id.to_string() />
            {wish}
            <Submit pending=false look="btn-plain btn-sm">{words}</Submit>
        </form>
    }
}
