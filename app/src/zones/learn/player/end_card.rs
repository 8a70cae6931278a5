use super::super::lesson_list::opening;
use crate::api::dto::LessonLink;
use crate::components::{Glyph, Icon, text};
use crate::paths;
use domain::lesson_access::Closed;
use leptos::prelude::*;

/// Over a video that has ended: what comes next, and when. Of a lesson that is shut both ways are there, since it may open meanwhile.
#[component]
pub fn EndCard(
    /// The lesson after this one.
    next: Option<LessonLink>,
) -> impl IntoView {
    let card = match next {
        Some(next) => {
            let shut = next.closed.map(|closed| shut(next.title.clone(), closed));
            view! { {shut} {following(next)} }.into_any()
        }
        None => view! { <p class="font-semibold" role="status">"That was the last lesson"</p>{to_overview()} }.into_any(),
    };
    view! {
        <section class="player-over" aria-label="The video has ended" data-stage="over" hidden>
            {card}
            <button type="button" class="btn btn-ghost btn-sm" data-replay=""><Icon glyph=Glyph::Undo />"Watch again"</button>
        </section>
    }
}

fn to_overview() -> impl IntoView {
    view! { <a class="btn btn-primary btn-sm" href=paths::learn().to_string()>"Back to the overview"</a> }
}

/// The next lesson is not open yet: nothing follows by itself.
fn shut(title: String, closed: Closed) -> impl IntoView {
    let (opens_at, after) = match closed {
        Closed::OpensAt(at) => (Some(text::machine_time(at)), None),
        Closed::After(lesson) => (None, Some(lesson.to_string())),
        Closed::Access(_) | Closed::Draft => (None, None),
    };
    view! {
        <div class="contents" data-shut="" data-opens-at=opens_at data-after=after>
            <p class="grid" role="status">
                <span class="text-sm text-muted">"Next:"</span><span class="font-semibold">{title}</span><span class="text-muted">{opening(closed)}</span>
            </p>
            {to_overview()}
        </div>
    }
}

fn following(next: LessonLink) -> impl IntoView {
    view! {
        <div class="contents" data-following="" hidden=next.closed.is_some()>
            <p class="grid" role="status">
                <span class="text-sm text-muted" data-counting="" hidden>"Next, in a few seconds:"</span>
                <span class="text-sm text-muted" data-resting="">"Next:"</span>
                <span class="font-semibold">{next.title}</span>
            </p>
            <p class="flex flex-wrap justify-center gap-2">
                <a class="btn btn-primary btn-sm" href=paths::lesson(&next.slug).to_string() data-next="">"Next lesson"<Icon glyph=Glyph::ArrowRight /></a>
                <button type="button" class="btn btn-plain btn-sm" data-counting="" hidden>
                    "Stay here"<span class="tabular-nums text-muted" aria-hidden="true" data-left=""></span>
                </button>
            </p>
        </div>
    }
}
