//! The rules of Lectern as pure functions: no I/O, no clock, no randomness.
//!
//! Time and identifiers come in as arguments; answers say *why* and leave the words to the pages.

pub mod access;
pub mod announcing;
pub mod audience;
pub mod byte_range;
pub mod certificate;
pub mod charge;
pub mod country;
pub mod coupon;
pub mod csv;
pub mod email;
pub mod email_hint;
pub mod file_kind;
pub mod file_name;
pub mod funnel;
pub mod ids;
pub mod landing;
pub mod lesson_access;
pub mod mail_topic;
pub mod money;
pub mod note;
pub mod numbers;
pub mod offer_kind;
pub mod offer_prices;
pub mod order;
pub mod payment;
pub mod person_words;
pub mod playback;
pub mod price_history;
pub mod pricing;
pub mod progress;
pub mod publication;
pub mod question;
pub mod refund_policy;
pub mod revising;
pub mod scarcity;
pub mod search;
pub mod slug;
pub mod source;
pub mod stalling;
pub mod tax;
pub mod tracker;
pub mod vat_id;
pub mod video;
pub mod window;
