use super::curriculum::{lesson_count, module_length};
use crate::api::dto::CurriculumModule;
use crate::components::text;
use leptos::prelude::*;

/// The course as the contents page of a book.
#[component]
pub fn Contents(
    /// The course's title.
    title: String,
    /// The course's subtitle.
    subtitle: String,
    /// The modules.
    curriculum: Vec<CurriculumModule>,
) -> impl IntoView {
    let lessons: usize = curriculum.iter().map(lesson_count).sum();
    let length: u32 = curriculum.iter().map(module_length).sum();
    let sum = if lessons == 0 {
        view! { <p class="rule pt-4 text-sm text-muted">"The lessons are being prepared."</p> }.into_any()
    } else {
        view! {
            <p class="rule leader pt-4 text-sm font-semibold">
                <span>{text::count(lessons, "lesson", "lessons")}</span>
                <span>{text::length(length)}</span>
            </p>
        }
        .into_any()
    };
    let module = |(index, module): (usize, CurriculumModule)| {
        let lessons = text::count(lesson_count(&module), "lesson", "lessons");
        let named = module.lessons.into_iter().map(|lesson| {
            view! { <li class="leader text-sm text-muted"><span>{lesson.title}</span><span>{text::length(lesson.duration_s)}</span></li> }
        });
        view! {
            <li class="grid grid-cols-[1.75rem_1fr] gap-x-2">
                <span class="numeral" aria-hidden="true">{index + 1}</span>
                <div class="min-w-0">
                    <p class="leader font-semibold lg:after:border-0"><span>{module.title}</span><span class="text-sm font-normal text-muted lg:hidden">{lessons}</span></p>
                    <ul class="mt-0.5 max-lg:hidden">{named.collect_view()}</ul>
                </div>
            </li>
        }
    };
    view! {
        <aside aria-label="The course at a glance">
            <div class="book grid gap-5">
                <div>
                    <p class="font-display text-xl font-semibold">{title}</p>
                    <p class="mt-1 text-sm text-muted">{subtitle}</p>
                </div>
                <ol class="grid gap-3">{curriculum.into_iter().enumerate().map(module).collect_view()}</ol>
                {sum}
            </div>
        </aside>
    }
}
