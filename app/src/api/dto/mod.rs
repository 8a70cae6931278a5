//! The wire types. They carry what a page shows and nothing else; a row of the database is never one of them.

mod account;
mod admin;
mod catalog;
mod certificates;
mod checkout;
mod curriculum;
mod files;
mod funnel;
mod identity;
mod invoices;
mod learning;
mod notes;
mod orders;
mod questions;
mod refunds;
mod search;

pub use account::*;
pub use admin::*;
pub use catalog::*;
pub use certificates::*;
pub use checkout::*;
pub use curriculum::*;
pub use files::*;
pub use funnel::*;
pub use identity::*;
pub use invoices::*;
pub use learning::*;
pub use notes::*;
pub use orders::*;
pub use questions::*;
pub use refunds::*;
pub use search::*;
