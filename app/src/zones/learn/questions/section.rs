use super::super::player::Watch;
use super::ask_form::AskForm;
use super::row::QuestionItem;
use crate::api::Result;
use crate::api::dto::{LessonPlace, QuestionList};
use crate::api::questions;
use crate::components::{Glyph, Icon, Toaster, text};
use crate::paths;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// So many questions are shown below a lesson.
const SHOWN: u32 = 5;

/// The questions below a lesson: the form is there at once, the questions come once the page is alive. Without scripts they are on a
/// page of their own.
#[component]
pub fn QuestionsSection(
    /// The lesson.
    lesson: LessonPlace,
    /// Its video.
    watch: Option<Watch>,
) -> impl IntoView {
    let list = RwSignal::new(None::<Result<QuestionList>>);
    let changes = RwSignal::new(0_u32);
    let toaster = use_context::<Toaster>();
    let slug = StoredValue::new(lesson.slug.clone());
    Effect::new(move |_| {
        changes.track();
        spawn_local(async move {
            let answer = questions::list(slug.get_value(), String::new(), String::new(), 1, SHOWN).await;
            list.try_set(Some(answer));
        });
    });
    let on_posted = Callback::new(move |_| {
        changes.update(|count| *count += 1);
        if let Some(toaster) = toaster {
            toaster.say("Your question is posted. We will write to you when it is answered.");
        }
    });
    let shown = move || match list.get() {
        None => view! { <div class="skeleton with-script h-40" aria-busy="true"></div> }.into_any(),
        Some(Ok(list)) => view! { <Latest list watch /> }.into_any(),
        Some(Err(_)) => view! { <p class="text-muted">"The questions could not be loaded. They are on their own page."</p> }.into_any(),
    };
    view! {
        <section class="mt-14 grid gap-5" aria-labelledby="questions">
            <div class="flex flex-wrap items-baseline justify-between gap-3">
                <h2 id="questions">"Questions"</h2>
                <a class="quiet-link" href=paths::questions(&lesson.slug).to_string()>"All questions"<Icon glyph=Glyph::ArrowRight /></a>
            </div>
            {shown}
            <details class="fold">
                <summary><span class="font-semibold">"Ask a question"</span><Icon glyph=Glyph::ChevronDown /></summary>
                <div class="pb-6"><AskForm lesson watch on_posted /></div>
            </details>
        </section>
    }
}

#[component]
fn Latest(list: QuestionList, watch: Option<Watch>) -> impl IntoView {
    let QuestionList { lesson, page } = list;
    if page.rows.is_empty() {
        return view! { <p class="text-muted">"Nobody has asked yet. Yours would be the first."</p> }.into_any();
    }
    let rest = page.total.saturating_sub(page.rows.len() as u64);
    let more = (rest > 0).then(|| {
        let words = format!("{} more", text::count(usize::try_from(rest).unwrap_or(usize::MAX), "question", "questions"));
        view! { <p><a class="link" href=paths::questions(&lesson.slug).to_string()>{words}</a></p> }
    });
    let slug = lesson.slug.clone();
    view! {
        <ul>{page.rows.into_iter().map(|question| view! { <QuestionItem question lesson=slug.clone() watch /> }).collect_view()}</ul>
        {more}
    }
    .into_any()
}
