//! A business that says whatever a test wants, and a browser that asks for one page.

mod browser;
mod fake;
mod fake_access;
mod fake_curriculum;
mod fake_landing;
mod fake_notes;
mod fake_privacy;
mod fake_questions;
mod fake_setup;
mod lesson_samples;
mod numbers;
mod panel;
mod question_samples;
mod samples;
mod shop_desk;

pub use browser::{Answer, open, open_as, open_with};
pub use fake::Fake;
pub use samples::*;
