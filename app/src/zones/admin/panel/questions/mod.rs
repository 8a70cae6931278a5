//! The creator's desk: questions of all lessons.

mod answer_box;
mod deeds;
mod list_page;
mod post_tools;
mod thread_page;

pub use list_page::QuestionsPage;
pub use thread_page::QuestionPage;
