use crate::api::dto::Testimonial;
use leptos::prelude::*;

/// What others say.
#[component]
pub fn Testimonials(
    /// Their words.
    testimonials: Vec<Testimonial>,
) -> impl IntoView {
    let any = !testimonials.is_empty();
    let voice = |voice: Testimonial| {
        view! {
            <li>
                <figure class="flex h-full flex-col justify-between gap-5 border-t-2 border-accent pt-5">
                    <blockquote class="font-display text-lg">{format!("“{}”", voice.quote)}</blockquote>
                    <figcaption class="text-sm"><span class="font-semibold">{voice.name}</span><br /><span class="text-muted">{voice.role}</span></figcaption>
                </figure>
            </li>
        }
    };
    any.then(|| {
        view! {
            <section class="shell py-16 md:py-24" aria-labelledby="voices">
                <h2 id="voices" class="sr-only">"What students say"</h2>
                <ul class="grid gap-10 md:grid-cols-3 md:gap-8">{testimonials.into_iter().map(voice).collect_view()}</ul>
            </section>
        }
    })
}
