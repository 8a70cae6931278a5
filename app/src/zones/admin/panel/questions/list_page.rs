use super::answer_box::AnswerBox;
use super::deeds::{Deeds, Outcome};
use super::post_tools::HideTool;
use crate::api::dto::{DeskFilter, DeskQuestion, DeskView, Page, QuestionState};
use crate::api::question_desk;
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, Pages, RichText, loaded, text};
use crate::paths;
use domain::question::Post;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The questions of all lessons: those that wait first.
#[component]
pub fn QuestionsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let get = |name: &str| query.with(|query| query.get(name).unwrap_or_default());
        (get("show"), get("q"), get("page").parse().unwrap_or(1))
    });
    let deeds = Deeds::new();
    let questions = Resource::new_blocking(move || asked.get(), |(show, search, page)| question_desk::list(show, search, page));
    view! {
        <PageTitle text="Questions · Admin" />
        <h1>"Questions"</h1>
        <Outcome deeds />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move {
                let answer = questions.await;
                let (show, search, _) = asked.get_untracked();
                loaded(answer, |view| view! { <List view show=DeskFilter::from_name(&show) search deeds /> })
            })}
        </Transition>
    }
}

#[component]
fn List(view: DeskView, show: DeskFilter, search: String, deeds: Deeds) -> impl IntoView {
    let DeskView { page, open, reported } = view;
    let Page { rows, number, pages, total } = page;
    let empty = (total == 0).then(|| view! { <p class="card mt-6 text-muted">{nothing(show, &search)}</p> });
    let words = search.clone();
    view! {
        <Finding show search open reported />
        {empty}
        <ul class="mt-6 grid gap-4">{rows.into_iter().map(|question| view! { <Card question deeds /> }).collect_view()}</ul>
        <Pages number pages address=move |page| paths::admin_questions(show.name(), &words, page) />
    }
}

fn nothing(show: DeskFilter, search: &str) -> &'static str {
    match show {
        _ if !search.is_empty() => "No question has these words.",
        DeskFilter::Open => "No question waits for an answer.",
        DeskFilter::Answered => "No question is answered yet.",
        DeskFilter::Reported => "Nothing was reported.",
        DeskFilter::Hidden => "Nothing is hidden.",
    }
}

#[component]
fn Finding(show: DeskFilter, search: String, open: u64, reported: u64) -> impl IntoView {
    let names = move |filter| match filter {
        DeskFilter::Open => format!("Unanswered ({open})"),
        DeskFilter::Answered => "Answered".to_owned(),
        DeskFilter::Reported => format!("Reported ({reported})"),
        DeskFilter::Hidden => "Hidden".to_owned(),
    };
    let tab = |filter: DeskFilter| {
        let address = paths::admin_questions(filter.name(), &search, 1).to_string();
        view! { <li><a class="nav-link" href=address aria-current=(filter == show).then_some("page")>{names(filter)}</a></li> }
    };
    let kept = (show != DeskFilter::default()).then(|| view! { <input type="hidden" name="show" value=show.name() /> });
    view! {
        <nav class="mt-5" aria-label="Which questions"><ul class="flex flex-wrap gap-1">{DeskFilter::ALL.into_iter().map(tab).collect_view()}</ul></nav>
        <form method="get" action=paths::admin_questions("", "", 1).to_string() role="search" class="mt-3 flex max-w-[36rem] items-end gap-3">
            {kept}
            <div class="field grow">
                <label class="field-label" for="questions-q">"Find a question"</label>
                <input class="input" id="questions-q" name="q" type="search" maxlength="100" value=search.clone() />
            </div>
            <button type="submit" class="btn btn-plain"><Icon glyph=Glyph::Search /><span class="max-sm:sr-only">"Search"</span></button>
        </form>
    }
}

#[component]
fn Card(question: DeskQuestion, deeds: Deeds) -> impl IntoView {
    let id = question.id;
    let address = paths::admin_question(&id.to_string()).to_string();
    let (title, html, hidden) = (question.title.clone(), question.html.clone(), question.state == QuestionState::Hidden);
    let reports = (question.reports > 0).then(|| {
        let reports = text::count(question.reports as usize, "report waits", "reports wait");
        view! { <p><a class="badge badge-danger no-underline" href=address.clone()>{reports}</a></p> }
    });
    view! {
        <li class="card question-card grid gap-3">
            <h2 class="text-xl break-words"><a class="link" href=address>{title}</a></h2>
            <Facts question />
            <RichText html />
            {reports}
            <div class="tools">
                <details class="tool"><summary class="btn btn-plain btn-sm">"Answer"</summary><div class="tool-body"><AnswerBox question=id deeds /></div></details>
                <HideTool post=Post::Question(id) hidden deeds />
            </div>
        </li>
    }
}

/// Who asks, when, about what, and how it stands.
#[component]
pub fn Facts(
    /// The question.
    question: DeskQuestion,
) -> impl IntoView {
    let DeskQuestion { at_s, author, lesson, votes, answers, state, created_at, .. } = question;
    view! {
        <p class="facts">
            <bdi class="break-all">{author}</bdi>
            <LocalTime at=created_at />
            <span>{lesson}{at_s.map(|at| format!(", at {}", text::clock(at)))}</span>
            <span>{text::count(votes as usize, "vote", "votes")}</span>
            <span>{text::count(answers as usize, "answer", "answers")}</span>
            {(state == QuestionState::Answered).then(|| view! { <span class="badge badge-positive">"Answered"</span> })}
            {(state == QuestionState::Hidden).then(|| view! { <span class="badge badge-warning">"Hidden"</span> })}
        </p>
    }
}
