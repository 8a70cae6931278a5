//! One lesson as its creator works on it.

mod changes;
mod difference;
mod editor;
mod file_row;
mod files_card;
mod history_page;
mod page;
mod pictures;
mod pictures_card;
mod publication;
mod publish_card;
mod revision_page;
mod settings_card;
mod settings_fields;
mod upload_form;
mod writing;

pub use history_page::HistoryPage;
pub use page::LessonDeskPage;
pub use publication::PublicationBadge;
pub use revision_page::RevisionPage;
