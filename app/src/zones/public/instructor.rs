use crate::api::dto::Instructor;
use leptos::prelude::*;

/// Who teaches.
#[component]
pub fn InstructorSection(
    /// The words.
    instructor: Instructor,
) -> impl IntoView {
    let paragraph = |text: String| view! { <p>{text}</p> };
    view! {
        <section id="instructor" class="border-y border-line bg-sunken py-16 md:py-24" aria-labelledby="instructor-title">
            <div class="shell grid gap-x-16 gap-y-6 lg:grid-cols-[18rem_1fr]">
                <div class="flex items-center gap-4 self-start lg:flex-col lg:items-start">
                    <span class="avatar h-16 w-16 font-display text-xl" aria-hidden="true">{instructor.initials}</span>
                    <div>
                        <h2 id="instructor-title">{instructor.name}</h2>
                        <p class="text-muted">{instructor.role}</p>
                    </div>
                </div>
                <div class="grid max-w-[42rem] gap-4 text-lg">{instructor.bio.into_iter().map(paragraph).collect_view()}</div>
            </div>
        </section>
    }
}
