//! The curriculum: modules and lessons in their order.

mod board;
mod lesson_line;
mod module_card;
mod moves;
mod page;
mod tools;

pub use page::LessonsPage;
