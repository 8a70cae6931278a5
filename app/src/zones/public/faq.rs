use crate::api::dto::Faq;
use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// Questions and answers.
#[component]
pub fn FaqSection(
    /// The questions.
    questions: Vec<Faq>,
) -> impl IntoView {
    let question = |faq: Faq| {
        view! {
            <details class="fold">
                <summary><span class="font-semibold">{faq.question}</span><Icon glyph=Glyph::ChevronDown /></summary>
                <p class="max-w-[42rem] pb-5 text-muted">{faq.answer}</p>
            </details>
        }
    };
    view! {
        <section id="faq" class="border-t border-line bg-sunken py-16 md:py-24" aria-labelledby="faq-title">
            <div class="shell grid gap-x-16 gap-y-6 lg:grid-cols-[18rem_1fr]">
                <h2 id="faq-title">"Questions and answers"</h2>
                <div class="border-t border-line">{questions.into_iter().map(question).collect_view()}</div>
            </div>
        </section>
    }
}
