use super::Where;
use super::answer_form::AnswerForm;
use super::answers::Answer;
use super::own_tools::{OwnTools, Place};
use super::report::ReportTool;
use super::row::Facts;
use super::vote::VoteButton;
use crate::api::dto::{Page, ThreadView, Votes};
use crate::api::questions::{self, Accept, Delete, Edit, Report, Vote};
use crate::components::{Glyph, Icon, LocalTime, PageTitle, Pages, RichText, live, loaded, text};
use crate::forms::{Refusal, why_refused};
use crate::{paths, request};
use domain::question::Post;
use leptos::prelude::*;

/// A question with its answers. The form for an answer is a part of its own, so that what is typed there stays when the rest is put anew.
#[component]
pub fn ThreadPage(
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
    /// The question's id.
    #[prop(into)]
    question: String,
) -> impl IntoView {
    let page = request::query_value("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    Suspend::new(async move {
        let thread = questions::thread(lesson.clone(), question.clone(), page).await;
        let kept = questions::answer_form(question.clone()).await.ok().filter(|_| thread.is_ok());
        let form = kept.map(|kept| view! { <AnswerForm lesson question kept /> });
        view! {
            {live(loaded(thread, |thread| view! { <Thread thread /> }))}
            <div class="shell shell-text pb-14">{live(form)}</div>
        }
    })
}

#[component]
fn Thread(thread: ThreadView) -> impl IntoView {
    let place = Place::of(&thread);
    let ThreadView { lesson, question, html, edited_at, own, reported, answers } = thread;
    let (slug, id, asker) = (lesson.slug.clone(), question.id, question.own);
    let votes = Votes { count: question.votes, voted: question.voted };
    let post = Post::Question(id);
    let refused = why_refused::<Edit>()
        .or_else(why_refused::<Delete>)
        .or_else(why_refused::<Accept>)
        .or_else(why_refused::<Report>)
        .or_else(why_refused::<Vote>);
    let tools = match own {
        Some(own) => view! { <OwnTools post own place=place.clone() /> }.into_any(),
        None => view! { <ReportTool post reported /> }.into_any(),
    };
    let Page { rows, number, pages, total } = answers;
    let heading = match total {
        0 => "No answers yet".to_owned(),
        total => text::count(usize::try_from(total).unwrap_or(usize::MAX), "answer", "answers"),
    };
    let rows = rows.into_iter().map(|answer| view! { <Answer answer place=place.clone() asker /> }).collect_view();
    view! {
        <PageTitle text=question.title.clone() />
        <div class="shell shell-text pt-8 lg:pt-10">
            <a class="quiet-link" href=paths::questions(&slug).to_string()><Icon glyph=Glyph::ArrowLeft />"Questions about "{lesson.title}</a>
            <Refusal error=refused />
            <article class="mt-3 flex gap-4">
                <VoteButton id votes own=asker />
                <div class="post-question">
                    <h1 class="text-2xl break-words">{question.title.clone()}</h1>
                    <Facts question lesson=slug.clone() on=Where::Elsewhere />
                    <RichText html />
                    {edited_at.map(|at| view! { <p class="text-sm text-muted">"Changed "<LocalTime at /></p> })}
                    <div class="tools">{tools}</div>
                </div>
            </article>
            <h2 class="mt-10 text-xl">{heading}</h2>
            <ol class="mt-4 grid gap-4">{rows}</ol>
            <Pages number pages address=move |page| paths::question_page(&slug, &id.to_string(), page) />
        </div>
    }
}
