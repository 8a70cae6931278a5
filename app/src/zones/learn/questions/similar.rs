#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::api::dto::SimilarQuestion;
use crate::components::text;
use crate::forms::Submit;
use crate::paths;
use leptos::prelude::*;

/// What was asked before and sounds like what is being asked. Scripts put it anew while the title is typed.
#[component]
pub fn Similar(
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
    /// The questions.
    found: Vec<SimilarQuestion>,
) -> impl IntoView {
    let item = |question: SimilarQuestion| {
        let state = if question.answered { "answered".to_owned() } else { text::count(question.answers as usize, "answer", "answers") };
        view! {
            <li>
                <a class="link break-words" href=paths::question(&lesson, &question.id.to_string()).to_string()>{question.title}</a>
                <span class="text-sm text-muted">" · "{state}</span>
            </li>
        }
    };
    let list = (!found.is_empty()).then(|| {
        view! {
            <div class="alert">
                <div class="grid gap-1">
                    <p class="font-semibold">"These look similar. Is your answer there already?"</p>
                    <ul class="grid gap-1">{found.into_iter().map(item).collect_view()}</ul>
                </div>
            </div>
        }
    });
    view! { <div class="contents" role="status" data-similar="list">{list}</div> }
}

/// The button that asks, also where something similar was asked before.
#[component]
pub fn AskButton(
    /// Something similar was.
    anyway: bool,
) -> impl IntoView {
    let wish = anyway.then(|| view! { <input type="hidden" name="anyway" value="yes" /> });
    let words = if anyway { "Ask anyway" } else { "Ask" };
    view! { <p data-similar="button">{wish}<Submit pending=false>{words}</Submit></p> }
}
