#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::api::dto::{CurriculumLesson, CurriculumModule};
use crate::components::{Glyph, Icon, text};
use crate::paths;
use domain::landing::{Section, Word};
use leptos::prelude::*;

/// How many lessons a module has, with those that may not be named.
pub fn lesson_count(module: &CurriculumModule) -> usize {
    module.lessons.len() + module.hidden_lessons as usize
}

/// How long a module's named lessons are, in seconds.
pub fn module_length(module: &CurriculumModule) -> u32 {
    module.lessons.iter().map(|lesson| lesson.duration_s).sum()
}

/// Modules and lessons, module by module.
#[component]
pub fn Curriculum(
    /// Its words.
    section: Section,
    /// The modules.
    modules: Vec<CurriculumModule>,
) -> impl IntoView {
    let module = |(index, module): (usize, CurriculumModule)| view! { <ModuleFold module open=index == 0 /> };
    let beside = Some(section.word(Word::Text).to_owned()).filter(|text| !text.is_empty());
    let beside = beside.map(|text| view! { <p class="mt-2 text-muted">{text}</p> });
    view! {
        <section id="curriculum" class="shell py-16 md:py-24" aria-labelledby="curriculum-title">
            <div class="grid gap-x-16 gap-y-6 lg:grid-cols-[18rem_1fr]">
                <div>
                    <h2 id="curriculum-title">{section.word(Word::Title).to_owned()}</h2>
                    {beside}
                </div>
                <div class="border-t border-line">{modules.into_iter().enumerate().map(module).collect_view()}</div>
            </div>
        </section>
    }
}

#[component]
fn ModuleFold(module: CurriculumModule, open: bool) -> impl IntoView {
    let facts = format!("{} · {}", text::count(lesson_count(&module), "lesson", "lessons"), text::length(module_length(&module)));
    let hidden = module.hidden_lessons as usize;
    let more = (hidden > 0)
        .then(|| view! { <li class="py-2 text-sm text-muted">{format!("and {} more", text::count(hidden, "lesson", "lessons"))}</li> });
    view! {
        <details class="fold" open=open>
            <summary>
                <span class="grid gap-0.5">
                    <span class="font-display text-xl font-semibold">{module.title}</span>
                    <span class="text-sm text-muted">{facts}</span>
                </span>
                <Icon glyph=Glyph::ChevronDown />
            </summary>
            <p class="max-w-prose pb-3 text-muted">{module.summary}</p>
            <ul class="pb-5">{module.lessons.into_iter().map(lesson_line).collect_view()} {more}</ul>
        </details>
    }
}

fn lesson_line(lesson: CurriculumLesson) -> impl IntoView {
    let name = match lesson.preview {
        Some(slug) => view! {
            <a class="link inline-flex min-h-8 flex-wrap items-center gap-x-2" href=paths::preview(&slug).to_string()>
                {lesson.title}<span class="badge badge-accent">"Free preview"</span>
            </a>
        }
        .into_any(),
        None => view! { <span>{lesson.title}</span> }.into_any(),
    };
    view! {
        <li class="flex items-center justify-between gap-4 border-t border-line py-2.5">
            {name}
            <span class="flex-none text-sm text-muted tabular-nums">{text::length(lesson.duration_s)}</span>
        </li>
    }
}
