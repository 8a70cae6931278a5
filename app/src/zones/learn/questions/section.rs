use super::Where;
use super::ask_form::AskForm;
use super::row::QuestionItem;
use crate::api::dto::{LessonPlace, QuestionList};
use crate::components::{Glyph, Icon, live, text};
use crate::paths;
use leptos::prelude::*;

/// The questions below a lesson: the form is there at once, and scripts bring the questions. Without them they are on a page of their
/// own.
#[component]
pub fn QuestionsSection(
    /// The lesson.
    lesson: LessonPlace,
) -> impl IntoView {
    view! {
        <section class="mt-14 grid gap-5" aria-labelledby="questions">
            <div class="flex flex-wrap items-baseline justify-between gap-3">
                <h2 id="questions">"Questions"</h2>
                <a class="quiet-link" href=paths::questions(&lesson.slug).to_string()>"All questions"<Icon glyph=Glyph::ArrowRight /></a>
            </div>
            <div class="with-script grid gap-5" data-inlet="questions"><div class="skeleton h-40" aria-busy="true"></div></div>
            <p class="text-muted" data-missing="" hidden>"The questions could not be loaded. They are on their own page."</p>
            <details class="fold">
                <summary><span class="font-semibold">"Ask a question"</span><Icon glyph=Glyph::ChevronDown /></summary>
                <div class="pb-6">{live(view! { <AskForm lesson below=true /> })}</div>
            </details>
        </section>
    }
}

/// The latest questions about a lesson, as they stand below it.
pub fn latest(list: QuestionList) -> AnyView {
    let QuestionList { lesson, page } = list;
    if page.rows.is_empty() {
        return view! { <p class="text-muted">"Nobody has asked yet. Yours would be the first."</p> }.into_any();
    }
    let rest = page.total.saturating_sub(page.rows.len() as u64);
    let more = (rest > 0).then(|| {
        let words = format!("{} more", text::count(usize::try_from(rest).unwrap_or(usize::MAX), "question", "questions"));
        view! { <p><a class="link" href=paths::questions(&lesson.slug).to_string()>{words}</a></p> }
    });
    let item = |question| view! { <QuestionItem question lesson=lesson.slug.clone() on=Where::Lesson /> };
    view! { <ul>{page.rows.into_iter().map(item).collect_view()}</ul>{more} }.into_any()
}
