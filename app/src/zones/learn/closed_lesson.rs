use super::Course;
use crate::api::ApiError;
use crate::api::dto::LessonItem;
use crate::components::{Glyph, Icon, LocalTime, PageTitle};
use crate::paths;
use domain::lesson_access::Closed;
use leptos::prelude::*;

/// A lesson that is shut: what opens it, and when.
pub fn closed_lesson(closed: Closed, slug: &str, course: &Course) -> impl IntoView + use<> {
    crate::api::context::set_page_status(ApiError::Closed(closed).status());
    let modules = course.as_ref().map(|outline| &outline.modules[..]).unwrap_or_default();
    let find =
        |wanted: &dyn Fn(&LessonItem) -> bool| modules.iter().flat_map(|module| &module.lessons).find(|lesson| wanted(lesson)).cloned();
    let title = find(&|lesson| lesson.slug == slug).map_or_else(|| "A later lesson".to_owned(), |lesson| lesson.title);
    let before = match closed {
        Closed::After(id) => find(&|lesson| lesson.id == id),
        _ => None,
    };
    explanation(title, closed, before)
}

fn explanation(title: String, closed: Closed, before: Option<LessonItem>) -> impl IntoView {
    let back = view! { <a class="btn btn-plain" href=paths::learn().to_string()>"Back to the overview"</a> };
    let (why, on) = match (closed, before) {
        (Closed::OpensAt(at), _) => (view! { "This lesson opens on "<LocalTime at />"." }.into_any(), ().into_any()),
        (_, Some(lesson)) => (
            view! { "This lesson opens when you have completed “"{lesson.title}"”." }.into_any(),
            view! { <a class="btn btn-primary" href=paths::lesson(&lesson.slug).to_string()>"Go to that lesson"<Icon glyph=Glyph::ArrowRight /></a> }.into_any(),
        ),
        (_, None) => ("This lesson is not open yet.".into_any(), ().into_any()),
    };
    view! {
        <PageTitle text=title.clone() />
        <section class="shell shell-narrow grid justify-items-center gap-4 py-20 text-center" aria-labelledby="closed">
            <div class="disc"><Icon glyph=Glyph::Lock /></div>
            <h1 id="closed">{title}</h1>
            <p class="text-lg text-muted">{why}</p>
            <p class="text-muted">"Everything you have completed stays open."</p>
            <div class="mt-2 flex flex-wrap justify-center gap-3">{on} {back}</div>
        </section>
    }
}
