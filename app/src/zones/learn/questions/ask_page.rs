use super::ask_form::AskForm;
use crate::api::dto::AskView;
use crate::api::questions;
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded};
use crate::paths;
use domain::ids::QuestionId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

/// Asking about a lesson, with what was typed and could not be posted yet.
#[component]
pub fn AskPage() -> impl IntoView {
    let params = use_params_map();
    let lesson = Memo::new(move |_| params.with(|params| params.get("lesson").unwrap_or_default()));
    let form = Resource::new_blocking(move || lesson.get(), questions::form);
    view! { <Transition fallback=PageSkeleton>{move || Suspend::new(async move { loaded(form.await, |form| view! { <Asking form /> }) })}</Transition> }
}

#[component]
fn Asking(form: AskView) -> impl IntoView {
    let AskView { lesson, kept, similar } = form;
    let navigate = use_navigate();
    let slug = lesson.slug.clone();
    let on_posted =
        Callback::new(move |id: QuestionId| navigate(paths::question(&slug, &id.to_string()).as_str(), NavigateOptions::default()));
    view! {
        <PageTitle text=format!("Ask about {}", lesson.title) />
        <div class="shell shell-text py-8 lg:py-10">
            <a class="quiet-link" href=paths::questions(&lesson.slug).to_string()><Icon glyph=Glyph::ArrowLeft />"All questions"</a>
            <h1 class="mt-2">"Ask a question"</h1>
            <p class="mt-2 mb-7 text-muted">"About "<a class="link" href=paths::lesson(&lesson.slug).to_string()>{lesson.title.clone()}</a></p>
            <AskForm lesson kept similar on_posted />
        </div>
    }
}
