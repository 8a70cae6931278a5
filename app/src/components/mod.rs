//! What pages are made of. One component a file.

mod alert;
mod compare_at;
mod countdown;
mod icon;
mod layout;
mod local_time;
mod order_lines;
mod page_title;
mod pages;
mod problem;
mod progress_bar;
mod refund_promise;
mod rich_text;
mod silence;
mod skeleton;
pub mod text;
mod toast;
mod words;

pub use alert::{Alert, Tone};
pub use compare_at::{LowestPrice, PriceBefore};
pub use countdown::{Countdown, seconds_left};
pub use icon::{Glyph, Icon};
pub use layout::{BareHeader, LegalLinks, SkipLink};
pub use local_time::LocalTime;
pub use order_lines::OrderLines;
pub use page_title::PageTitle;
pub use pages::Pages;
pub use problem::{Problem, loaded};
pub use progress_bar::ProgressBar;
pub use refund_promise::RefundPromise;
pub use rich_text::RichText;
pub use silence::{NOT_LOADED, Silence, SilenceUnheard};
pub use skeleton::{CardSkeleton, PageSkeleton};
pub use toast::{Toaster, Toasts, provide_toasts};
pub use words::{Words, coupon_words, file_words, problem_words, tax_words, words_for};
