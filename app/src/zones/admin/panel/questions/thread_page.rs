use super::answer_box::{AnswerBox, EditBox};
use super::deeds::{Deeds, Outcome};
use super::list_page::Facts;
use super::post_tools::{HideTool, Reports};
use crate::api::dto::{AnswerState, AnswerView, DeskAnswer, DeskThread, OwnPost, Page, QuestionState};
use crate::api::question_desk;
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, Pages, RichText, loaded, text};
use crate::forms::Submit;
use crate::paths;
use domain::ids::QuestionId;
use domain::question::Post;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// One question with all its answers, in sight or not.
#[component]
pub fn QuestionPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let page = Memo::new(move |_| query.with(|query| query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1)));
    let deeds = Deeds::new();
    let thread = Resource::new_blocking(move || (id.get(), page.get()), |(id, page)| question_desk::thread(id, page));
    view! {
        <PageTitle text="Question · Admin" />
        <a class="quiet-link" href=paths::admin_questions("", "", 1).to_string()><Icon glyph=Glyph::ArrowLeft />"All questions"</a>
        <Outcome deeds />
        <Transition fallback=PageSkeleton>{move || Suspend::new(async move { loaded(thread.await, |thread| view! { <Thread thread deeds /> }) })}</Transition>
    }
}

#[component]
fn Thread(thread: DeskThread, deeds: Deeds) -> impl IntoView {
    let DeskThread { question, reports, answers, kept } = thread;
    let (id, title, html) = (question.id, question.title.clone(), question.html.clone());
    let hidden = question.state == QuestionState::Hidden;
    let Page { rows, number, pages, total } = answers;
    let heading = text::count(usize::try_from(total).unwrap_or(usize::MAX), "answer", "answers");
    let post = Post::Question(id);
    view! {
        <article class="post-question mt-3">
            <h1 class="break-words">{title}</h1>
            <Facts question />
            <RichText html />
            <Reports post reports deeds />
            <div class="tools"><HideTool post hidden deeds /></div>
        </article>
        <section class="card mt-8 grid gap-4" aria-labelledby="answer"><h2 id="answer" class="text-xl">"Answer"</h2><AnswerBox question=id kept deeds /></section>
        <h2 class="mt-10 text-xl">{heading}</h2>
        <ol class="mt-4 grid gap-4">{rows.into_iter().map(|row| view! { <Answer row question=id deeds /> }).collect_view()}</ol>
        <Pages number pages address=move |page| paths::admin_question_page(&id.to_string(), page) />
    }
}

#[component]
fn Answer(row: DeskAnswer, question: QuestionId, deeds: Deeds) -> impl IntoView {
    let DeskAnswer { answer, reports } = row;
    let AnswerView { id, author, by_creator, state, html, created_at, edited_at, own, .. } = answer;
    let post = Post::Answer(id);
    let (accepted, hidden) = (state == AnswerState::Accepted, state == AnswerState::Hidden);
    let edit = own.map(|OwnPost { kept, .. }| {
        let open = !kept.problems.is_empty();
        view! { <details class="tool" open=open><summary>"Edit"</summary><EditBox question answer=id kept deeds /></details> }
    });
    view! {
        <li>
            <article class="post">
                <p class="facts">
                    <bdi class="font-semibold break-all text-ink">{author}</bdi>
                    {by_creator.then(|| view! { <span class="badge badge-accent">"Course creator"</span> })}
                    {accepted.then(|| view! { <span class="badge badge-positive">"Accepted"</span> })}
                    {hidden.then(|| view! { <span class="badge badge-warning">"Hidden"</span> })}
                    <LocalTime at=created_at />
                    {edited_at.map(|at| view! { <span>"changed "<LocalTime at /></span> })}
                </p>
                <RichText html />
                <Reports post reports deeds />
                <div class="tools">
                    <HideTool post hidden deeds />
                    {edit}
                    <details class="tool">
                        <summary>"Delete"</summary>
                        <ActionForm action=deeds.delete attr:class="tool-body" attr:data-done="The answer is deleted.">
                            <input type="hidden" name="answer" value=id.to_string() />
                            <p>"It cannot be brought back. Its text stays in the audit log."</p>
                            <p><Submit pending=deeds.delete.pending() look="btn-plain btn-sm">"Delete it for good"</Submit></p>
                        </ActionForm>
                    </details>
                </div>
            </article>
        </li>
    }
}
