//! One lesson as its creator works on it.

mod changes;
mod file_row;
mod files_card;
mod page;
mod upload_form;

pub use page::LessonDeskPage;
