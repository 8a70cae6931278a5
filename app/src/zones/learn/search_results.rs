#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::api::dto::{SearchHit, SearchView};
use crate::components::{Glyph, Icon, text};
use crate::paths;
use domain::search::Part;
use leptos::prelude::*;

/// Groups of what was found, or what to do where nothing was.
#[component]
pub fn Results(
    /// What was found.
    found: SearchView,
    /// What was looked for.
    typed: String,
) -> impl IntoView {
    let count = found.count();
    let said = match (found.looked, count) {
        (false, _) => "Type a word or two: the title of a lesson, something you read, a note of yours.".to_owned(),
        (true, 0) => format!("Nothing was found for “{typed}”."),
        (true, count) => format!("{} for “{typed}”", text::count(count, "result", "results")),
    };
    let hint = (found.looked && count == 0).then(|| {
        view! {
            <div class="card mt-6 grid justify-items-center gap-3 text-center">
                <div class="disc"><Icon glyph=Glyph::Search /></div>
                <p class="text-muted">"Fewer words find more, and the last one may be half a word."</p>
                <a class="btn btn-plain" href=paths::learn().to_string()>"All lessons"</a>
            </div>
        }
    });
    let SearchView { lessons, questions, notes, .. } = found;
    view! {
        <p class="mt-4 break-words text-muted" role="status">{said}</p>
        {hint}
        <Group id="lessons" title="Lessons" hits=lessons to=|hit| paths::lesson(&hit.lesson_slug).to_string() />
        <Group id="questions" title="Questions" hits=questions to=|hit| paths::question(&hit.lesson_slug, &hit.of.to_string()).to_string() />
        <Group id="notes" title="My notes" hits=notes to=|hit| paths::note(&hit.lesson_slug, &hit.of.to_string()).to_string() />
    }
}

#[component]
fn Group(id: &'static str, title: &'static str, hits: Vec<SearchHit>, to: fn(&SearchHit) -> String) -> impl IntoView {
    (!hits.is_empty()).then(|| {
        let heading = format!("found-{id}");
        let within = id == "questions";
        view! {
            <section class="mt-8" aria-labelledby=heading>
                <h2 class="flex items-baseline gap-2.5 text-xl" id=heading.clone()>{title}<span class="badge font-sans">{hits.len()}</span></h2>
                <ul class="hits mt-3">{hits.into_iter().map(|hit| view! { <Hit address=to(&hit) hit within /> }).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Hit(hit: SearchHit, address: String, within: bool) -> impl IntoView {
    let SearchHit { lesson_title, title, excerpt, shut, .. } = hit;
    let below = within.then(|| view! { <span class="text-sm text-muted">"In “"{lesson_title.clone()}"”"</span> });
    let title = if title.is_empty() { view! { {lesson_title} }.into_any() } else { marked(title).into_any() };
    let lock = shut.then(|| view! { <span class="badge"><Icon glyph=Glyph::Lock />"Not open yet"</span> });
    let excerpt = (!excerpt.is_empty()).then(|| view! { <span class="hit-text">{marked(excerpt)}</span> });
    view! {
        <li>
            <a class="hit" href=address>
                <span class="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold"><span class="min-w-0 break-words">{title}</span>{lock}</span>
                {below}
                {excerpt}
            </a>
        </li>
    }
}

fn marked(parts: Vec<Part>) -> impl IntoView {
    let piece = |part: Part| if part.found { view! { <mark>{part.text}</mark> }.into_any() } else { part.text.into_any() };
    parts.into_iter().map(piece).collect_view()
}
