//! The order page: what it shows is a function of the order's step.

mod correct_email;
mod ended;
mod offer;
mod offer_forms;
mod page;
mod pay;
mod processing;
mod refund;
mod thank_you;

pub use page::OrderPage;
