//! The sales page as its creator works on it: the list of its sections, a form for each, and its versions.

mod desk_page;
mod item_fields;
mod picture_card;
mod preview_pane;
mod publish_card;
mod section_form;
mod section_list;
mod section_page;
mod theirs;
mod typed;
mod versions_page;
mod word_field;
mod writing;

pub use desk_page::LandingDeskPage;
pub use section_page::SectionPage;
pub use versions_page::VersionsPage;
