//! Questions below lessons.

mod answer_form;
mod answers;
mod ask_form;
mod ask_page;
mod list_page;
mod moment;
mod own_tools;
mod report;
mod row;
mod section;
mod similar;
mod thread_page;
mod vote;

pub use ask_page::AskPage;
pub use list_page::QuestionsPage;
pub use moment::{Moment, Where};
pub use section::{QuestionsSection, latest};
pub use thread_page::ThreadPage;

use crate::api::dto::Kept;
use crate::api::error::Field;
use crate::components::{Alert, LocalTime, Tone, problem_words};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// What is wrong with a field of what was typed and could not be posted.
fn problem(kept: &Kept, field: Field) -> Signal<Option<&'static str>> {
    let found = kept.problems.iter().find(|problem| problem.field == field);
    Signal::stored(found.map(|found| problem_words(field, found.problem)))
}

/// Marks a form whose text was kept because it could not be taken.
fn is_refused(kept: &Kept) -> Option<&'static str> {
    (!kept.problems.is_empty() || kept.wait_until.is_some()).then_some("")
}

/// So much was posted that the next is possible at a later moment only.
fn wait(until: Option<DateTime<Utc>>) -> impl IntoView {
    let words = until.map(|at| {
        view! { <Alert tone=Tone::Warning><p class="font-semibold">"That was a lot for one hour"</p><p>"Your text is kept. You can post it from "<LocalTime at />" on."</p></Alert> }
    });
    view! { <div class="contents" role="alert">{words}</div> }
}
