use crate::api::dto::Missing;
use crate::components::{Glyph, Icon};
use crate::paths::{self, LocalPath};
use leptos::prelude::*;

/// What a course that has just begun needs next. Gone once it has lessons and is on sale.
#[component]
pub fn NextSteps(
    /// What is missing.
    missing: Missing,
) -> impl IntoView {
    let Missing { course, lessons, sale } = missing;
    let steps = [
        (
            course,
            "Begin a course",
            "Run `lectern seed` for the demo. Without a course there is nothing to show.",
            paths::admin_doctor(),
            "Ask the doctor",
        ),
        (
            lessons,
            "Write and publish the first lesson",
            "Students see it at once, and the sales page lists it.",
            paths::admin_lessons(),
            "To the lessons",
        ),
        (
            lessons || sale,
            "See it as a student",
            "The sales page, the checkout and the lessons, at any time.",
            paths::admin_preview(),
            "To the preview",
        ),
        (
            sale,
            "Open the sale",
            "Its offer is paused. Resume it when the doctor says that money and mail arrive.",
            paths::admin_offers(),
            "To the offers",
        ),
    ];
    let step = |(title, text, path, words): (&'static str, &'static str, LocalPath, &'static str)| {
        view! {
            <li class="flex flex-wrap items-center justify-between gap-3 py-3">
                <div class="min-w-0"><p class="font-semibold">{title}</p><p class="text-sm text-muted">{text}</p></div>
                <a class="btn btn-plain btn-sm" href=path.to_string()>{words}<Icon glyph=Glyph::ArrowRight /></a>
            </li>
        }
    };
    let open: Vec<_> =
        steps.into_iter().filter(|step| step.0).map(|(_, title, text, path, words)| step((title, text, path, words))).collect();
    (!open.is_empty()).then(|| {
        view! {
            <section class="card mt-6" aria-labelledby="next-steps">
                <h2 id="next-steps" class="text-xl">"Next steps"</h2>
                <ol class="mt-2 divide-y divide-line">{open}</ol>
            </section>
        }
    })
}
