use crate::api::dto::SimilarQuestion;
use crate::components::text;
use crate::paths;
use leptos::prelude::*;

/// What was asked before and sounds like what is being asked.
#[component]
pub fn Similar(
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
    /// The questions.
    found: RwSignal<Vec<SimilarQuestion>>,
) -> impl IntoView {
    let lesson = StoredValue::new(lesson);
    let item = move |question: SimilarQuestion| {
        let state = if question.answered { "answered".to_owned() } else { text::count(question.answers as usize, "answer", "answers") };
        view! {
            <li>
                <a class="link break-words" href=paths::question(&lesson.get_value(), &question.id.to_string()).to_string()>{question.title}</a>
                <span class="text-sm text-muted">" · "{state}</span>
            </li>
        }
    };
    let list = move || {
        let questions = found.get();
        (!questions.is_empty()).then(|| {
            view! {
                <div class="alert">
                    <div class="grid gap-1">
                        <p class="font-semibold">"These look similar. Is your answer there already?"</p>
                        <ul class="grid gap-1">{questions.into_iter().map(item).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    };
    view! { <div class="contents" role="status">{list}</div> }
}
