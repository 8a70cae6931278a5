//! Questions below lessons.

mod answer_form;
mod answers;
mod ask_form;
mod ask_page;
mod deeds;
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
pub use moment::Moment;
pub use section::QuestionsSection;
pub use thread_page::ThreadPage;
