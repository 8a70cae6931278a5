#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use crate::api::dto::LessonItem;
use crate::components::{Glyph, Icon, Kept, LocalTime, text};
use crate::paths;
use domain::lesson_access::Closed;
use leptos::prelude::*;

/// The lessons of a module with their ticks, and what opens those that are shut.
#[component]
pub fn LessonList(
    /// The lessons.
    lessons: Vec<LessonItem>,
    /// The slug of the lesson on the page, if any.
    #[prop(optional, into)]
    current: String,
) -> impl IntoView {
    let mut rows = String::new();
    for lesson in lessons {
        let here = lesson.slug == current;
        let row = Row::new(lesson, here);
        if matches!(row.closed, Some(Closed::OpensAt(_))) {
            rows.push_str(&draw(&row).into_view().to_html());
        } else {
            rows.push_str(&ROWS.html(row, draw));
        }
    }
    view! { <ol inner_html=rows></ol> }
}

/// The lessons as they stand, whoever looks: few ways for each. Only the moments at which they open are each student's own.
static ROWS: Kept<Row> = Kept::empty();

/// All that the row of a lesson shows.
#[derive(PartialEq, Eq, Hash)]
struct Row {
    slug: String,
    title: String,
    duration_s: u32,
    state: State,
    fresh: bool,
    closed: Option<Closed>,
    bookmarked: bool,
    /// Whether it is the lesson on the page.
    here: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum State {
    Completed,
    Shut,
    Open,
}

impl Row {
    fn new(lesson: LessonItem, here: bool) -> Self {
        let LessonItem { slug, title, duration_s, completed, fresh, closed, bookmarked, .. } = lesson;
        let state = match (completed, closed) {
            (true, _) => State::Completed,
            (false, Some(_)) => State::Shut,
            (false, None) => State::Open,
        };
        Self { slug, title, duration_s, state, fresh: fresh && closed.is_none(), closed, bookmarked, here }
    }
}

fn draw(row: &Row) -> impl IntoView + use<> {
    let (tick, glyph, state) = match row.state {
        State::Completed => ("tick tick-done", Glyph::Check, "Completed: "),
        State::Shut => ("tick tick-shut", Glyph::Lock, "Not open yet: "),
        State::Open => ("tick", Glyph::Check, ""),
    };
    let fresh = row.fresh.then(|| view! { <span class="badge badge-accent">"New"</span> });
    let mark = row.bookmarked.then(
        || view! { <span class="flex-none text-accent"><Icon glyph=Glyph::Bookmark /><span class="sr-only">"Bookmarked"</span></span> },
    );
    let class = if row.closed.is_some() { "lesson-row text-muted" } else { "lesson-row" };
    view! {
        <li>
            <a class=class href=paths::lesson(&row.slug).to_string() aria-current=row.here.then_some("page")>
                <span class=tick><Icon glyph /></span>
                <span class="min-w-0 flex-1"><span class="sr-only">{state}</span>{row.title.clone()} {row.closed.map(opening)}</span>
                {fresh}
                {mark}
                <span class="flex-none text-sm font-normal text-muted tabular-nums">{text::length(row.duration_s)}</span>
            </a>
        </li>
    }
}

/// When a lesson opens that is shut.
pub fn opening(closed: Closed) -> AnyView {
    match closed {
        Closed::OpensAt(at) => view! { <span class="block text-sm">"Opens on "<LocalTime at date_only=true /></span> }.into_any(),
        Closed::After(_) => view! { <span class="block text-sm">"Opens after an earlier lesson"</span> }.into_any(),
        Closed::Access(_) | Closed::Draft => ().into_any(),
    }
}
