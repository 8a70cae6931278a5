use super::row::QuestionItem;
use crate::api::dto::{LessonPlace, Page, QuestionList, QuestionOrder, QuestionRow};
use crate::api::questions;
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, Pages, loaded};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// So many questions are on a page.
const SIZE: u32 = 20;

/// The questions about a lesson.
#[component]
pub fn QuestionsPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let lesson = Memo::new(move |_| params.with(|params| params.get("lesson").unwrap_or_default()));
    let asked = Memo::new(move |_| {
        let get = |name: &str| query.with(|query| query.get(name).unwrap_or_default());
        (get("order"), get("q"), get("page").parse().unwrap_or(1))
    });
    let list = Resource::new_blocking(
        move || (lesson.get(), asked.get()),
        |(lesson, (order, search, page))| questions::list(lesson, order, search, page, SIZE),
    );
    view! {
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move {
                let answer = list.await;
                let (order, search, _) = asked.get_untracked();
                loaded(answer, |list| view! { <List list order=QuestionOrder::from_name(&order) search /> })
            })}
        </Transition>
    }
}

#[component]
fn List(list: QuestionList, order: QuestionOrder, search: String) -> impl IntoView {
    let QuestionList { lesson, page } = list;
    let Page { rows, number, pages, total } = page;
    let slug = lesson.slug.clone();
    let (words, of) = (search.clone(), slug.clone());
    view! {
        <PageTitle text=format!("Questions about {}", lesson.title) />
        <div class="shell shell-text py-8 lg:py-10">
            <a class="quiet-link" href=paths::lesson(&slug).to_string()><Icon glyph=Glyph::ArrowLeft />{lesson.title.clone()}</a>
            <div class="mt-2 flex flex-wrap items-end justify-between gap-3">
                <h1>"Questions"</h1>
                <a class="btn btn-primary" href=paths::ask(&slug).to_string()>"Ask a question"</a>
            </div>
            <Finding lesson order search=search.clone() />
            <p class="mt-5 text-sm text-muted">{found(total, order, &search)}</p>
            <ul class="mt-1">{rows.into_iter().map(|question: QuestionRow| view! { <QuestionItem question lesson=of.clone() /> }).collect_view()}</ul>
            <Pages number pages address=move |page| paths::questions_page(&slug, order.name(), &words, page) />
        </div>
    }
}

fn found(total: u64, order: QuestionOrder, search: &str) -> String {
    match (total, order, search.is_empty()) {
        (0, QuestionOrder::Unanswered, true) => "Every question has an answer.".to_owned(),
        (0, _, true) => "Nobody has asked yet. Yours would be the first.".to_owned(),
        (0, _, false) => "No question has these words. You are welcome to ask it.".to_owned(),
        (1, ..) => "1 question".to_owned(),
        (total, ..) => format!("{total} questions"),
    }
}

#[component]
fn Finding(lesson: LessonPlace, order: QuestionOrder, search: String) -> impl IntoView {
    let names = |order| match order {
        QuestionOrder::Newest => "Newest",
        QuestionOrder::Votes => "Most voted",
        QuestionOrder::Unanswered => "Unanswered",
    };
    let tab = |other: QuestionOrder| {
        let address = paths::questions_page(&lesson.slug, other.name(), &search, 1).to_string();
        view! { <li><a class="nav-link" href=address aria-current=(other == order).then_some("page")>{names(other)}</a></li> }
    };
    let kept = (order != QuestionOrder::default()).then(|| view! { <input type="hidden" name="order" value=order.name() /> });
    view! {
        <form method="get" action=paths::questions(&lesson.slug).to_string() role="search" class="mt-6 flex items-end gap-3">
            {kept}
            <div class="field grow">
                <label class="field-label" for="questions-q">"Find a question"</label>
                <input class="input" id="questions-q" name="q" type="search" maxlength="100" value=search.clone() />
            </div>
            <button type="submit" class="btn btn-plain"><Icon glyph=Glyph::Search /><span class="max-sm:sr-only">"Search"</span></button>
        </form>
        <nav class="mt-4" aria-label="Order"><ul class="flex flex-wrap gap-1">{QuestionOrder::ALL.into_iter().map(tab).collect_view()}</ul></nav>
    }
}
