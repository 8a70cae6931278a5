use super::ask_form::AskForm;
use crate::api::dto::AskView;
use crate::api::{Result, questions};
use crate::components::{Glyph, Icon, PageTitle, live, loaded};
use crate::{paths, request};
use leptos::prelude::*;

/// Asking about a lesson, with what was typed and could not be posted yet. A `title` in the address is one that is being typed.
#[component]
pub fn AskPage(
    /// The lesson's slug.
    #[prop(into)]
    lesson: String,
) -> impl IntoView {
    Suspend::new(async move { live(loaded(begun(lesson).await, |form| view! { <Asking form /> })) })
}

async fn begun(lesson: String) -> Result<AskView> {
    let form = questions::form(lesson.clone()).await?;
    match request::query_value("title") {
        Some(title) => Ok(AskView { similar: questions::similar(lesson, title).await?, ..form }),
        None => Ok(form),
    }
}

#[component]
fn Asking(form: AskView) -> impl IntoView {
    let AskView { lesson, kept, similar } = form;
    view! {
        <PageTitle text=format!("Ask about {}", lesson.title) />
        <div class="shell shell-text py-8 lg:py-10">
            <a class="quiet-link" href=paths::questions(&lesson.slug).to_string()><Icon glyph=Glyph::ArrowLeft />"All questions"</a>
            <h1 class="mt-2">"Ask a question"</h1>
            <p class="mt-2 mb-7 text-muted">"About "<a class="link" href=paths::lesson(&lesson.slug).to_string()>{lesson.title.clone()}</a></p>
            <AskForm lesson kept similar />
        </div>
    }
}
