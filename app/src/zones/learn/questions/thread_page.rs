use super::answer_form::AnswerForm;
use super::answers::Answer;
use super::deeds::{Deeds, Refused};
use super::own_tools::{OwnTools, Place};
use super::report::ReportTool;
use super::row::Facts;
use super::vote::VoteButton;
use crate::api::dto::{Page, ThreadView, Votes};
use crate::api::questions;
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, Pages, RichText, loaded, text};
use crate::paths;
use domain::question::Post;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// A question with its answers. The form for an answer stands apart, so that what is typed there stays when the rest is read again.
#[component]
pub fn ThreadPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let address = Memo::new(move |_| {
        let get = |name: &str| params.with(|params| params.get(name).unwrap_or_default());
        (get("lesson"), get("question"))
    });
    let page = Memo::new(move |_| query.with(|query| query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1)));
    let deeds = Deeds::new();
    let thread = Resource::new_blocking(
        move || (address.get(), page.get(), deeds.changes()),
        |((lesson, question), page, _)| questions::thread(lesson, question, page),
    );
    let form = Resource::new_blocking(
        move || address.get(),
        |(lesson, question)| async move {
            let kept = questions::answer_form(question.clone()).await;
            kept.map(|kept| (lesson, question, kept))
        },
    );
    let answer = move || {
        Suspend::new(async move { form.await.ok().map(|(lesson, question, kept)| view! { <AnswerForm lesson question kept deeds /> }) })
    };
    view! {
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(thread.await, |thread| view! { <Thread thread deeds /> }) })}
        </Transition>
        <div class="shell shell-text pb-14"><Transition fallback=|| ()>{answer}</Transition></div>
    }
}

#[component]
fn Thread(thread: ThreadView, deeds: Deeds) -> impl IntoView {
    let place = Place::of(&thread);
    let ThreadView { lesson, question, html, edited_at, own, reported, answers } = thread;
    let (slug, id, asker) = (lesson.slug.clone(), question.id, question.own);
    let votes = Votes { count: question.votes, voted: question.voted };
    let post = Post::Question(id);
    let tools = match own {
        Some(own) => view! { <OwnTools post own place=place.clone() deeds /> }.into_any(),
        None => view! { <ReportTool post reported deeds /> }.into_any(),
    };
    let Page { rows, number, pages, total } = answers;
    let heading = match total {
        0 => "No answers yet".to_owned(),
        total => text::count(usize::try_from(total).unwrap_or(usize::MAX), "answer", "answers"),
    };
    let rows = rows.into_iter().map(|answer| view! { <Answer answer place=place.clone() asker deeds /> }).collect_view();
    view! {
        <PageTitle text=question.title.clone() />
        <div class="shell shell-text pt-8 lg:pt-10">
            <a class="quiet-link" href=paths::questions(&slug).to_string()><Icon glyph=Glyph::ArrowLeft />"Questions about "{lesson.title}</a>
            <div class="contents"><Refused deeds /></div>
            <article class="mt-3 flex gap-4">
                <VoteButton id votes own=asker />
                <div class="post-question">
                    <h1 class="text-2xl break-words">{question.title.clone()}</h1>
                    <Facts question lesson=slug.clone() watch=None />
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
