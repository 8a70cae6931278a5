use super::Where;
use super::row::QuestionItem;
use crate::api::dto::{LessonPlace, Page, QuestionList, QuestionOrder};
use crate::api::questions;
use crate::components::{Glyph, Icon, PageTitle, Pages, live, loaded};
use crate::{paths, request};
use leptos::prelude::*;

/// So many questions are on a page.
const SIZE: u32 = 20;

/// The questions about a lesson: in an order, with some words, on one of their pages.
#[component]
pub fn QuestionsPage(
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
) -> impl IntoView {
    let get = |name: &str| request::query_value(name).unwrap_or_default();
    let (order, search, page) = (get("order"), get("q"), get("page").parse().unwrap_or(1));
    Suspend::new(async move {
        let found = questions::list(lesson, order.clone(), search.clone(), page, SIZE).await;
        live(loaded(found, |list| view! { <List list order=QuestionOrder::from_name(&order) search /> }))
    })
}

#[component]
fn List(list: QuestionList, order: QuestionOrder, search: String) -> impl IntoView {
    let QuestionList { lesson, page } = list;
    let Page { rows, number, pages, total } = page;
    let slug = lesson.slug.clone();
    let (words, of) = (search.clone(), slug.clone());
    let item = |question| view! { <QuestionItem question lesson=of.clone() on=Where::Elsewhere /> };
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
            <ul class="mt-1">{rows.into_iter().map(item).collect_view()}</ul>
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
