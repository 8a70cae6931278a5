//! The course: what is watched and kept of it, what stands below a lesson, and keys.

mod beside;
mod drafts;
mod keys;
mod minute;
mod player;
mod similar;
mod toggles;

use super::dom::Answer;
use super::in_place::Course;
use super::{Begin, Touch};
use crate::components::words_for;
use web_sys::HtmlFormElement;

/// What the course does where a form is sent or another page is shown.
pub const COURSE: Course = Course { leave: || Box::pin(player::leave()), taken, why, unsent: drafts::unsent };

/// Listens to what belongs to the course.
pub const BEGIN: [Begin; 6] = [toggles::begin, player::begin, keys::begin, minute::begin, drafts::begin, similar::begin];

/// Brings a part of a page of the course to life.
pub const TOUCH: [Touch; 3] = [player::touch, drafts::touch, beside::touch];

/// Once the page is alive: the player has looked then where the student stopped.
pub const THEN: [Begin; 1] = [player::send_what_waits];

/// Why the server refused a form.
fn why(answer: &Answer) -> Option<(&'static str, String)> {
    let words = words_for(&answer.error()?);
    Some((words.title, words.text))
}

/// The server has what a form held.
fn taken(form: &HtmlFormElement) {
    drafts::forget(form);
    minute::let_go(form);
    beside::renew();
}
