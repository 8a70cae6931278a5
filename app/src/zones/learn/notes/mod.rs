//! What students keep for themselves: notes beside lessons, bookmarks, and the page with all of them.

mod add_form;
mod board;
mod bookmark;
mod draft;
mod item;
mod minute;
mod page;
mod section;
mod writing;

pub use bookmark::BookmarkToggle;
pub use page::NotesPage;
pub use section::MyNotes;
