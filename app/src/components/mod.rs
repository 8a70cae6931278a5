//! What pages are made of. One component a file.

mod alert;
mod compare_at;
mod icon;
#[cfg(feature = "ssr")]
mod kept;
mod layout;
mod live;
mod local_time;
mod order_lines;
mod page_title;
mod pages;
mod problem;
mod progress_bar;
mod refund_promise;
mod rich_text;
mod session_line;
#[cfg(feature = "ssr")]
mod silence;
mod skeleton;
pub mod text;
#[cfg(feature = "ssr")]
mod ticking;
#[cfg(feature = "ssr")]
mod toast;
mod with_code;
mod words;

pub use alert::{Alert, Tone};
pub use compare_at::{LowestPrice, PriceBefore};
pub use icon::{Glyph, Icon};
#[cfg(feature = "ssr")]
pub use kept::Kept;
pub use layout::{BareHeader, LegalLinks, SkipLink};
pub use live::{live, live_words};
pub use local_time::LocalTime;
pub use order_lines::OrderLines;
pub use page_title::PageTitle;
pub use pages::Pages;
pub use problem::{Problem, loaded};
pub use progress_bar::ProgressBar;
pub use refund_promise::RefundPromise;
pub use rich_text::RichText;
pub use session_line::SessionLine;
#[cfg(feature = "ssr")]
pub use silence::{NOT_LOADED, Silence, SilenceUnheard};
pub use skeleton::PageSkeleton;
#[cfg(feature = "ssr")]
pub use ticking::Ticking;
#[cfg(feature = "ssr")]
pub use toast::Toasts;
pub use with_code::WithCode;
pub use words::{INTERRUPTED, Notice, UNREADABLE, Words, coupon_words, file_words, problem_words, tax_words, words_for};
