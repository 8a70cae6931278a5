//! The creator's numbers: charts with the table behind each, and what every number means in words.

mod bars;
mod chooser;
mod coupons;
mod funnel;
mod lessons;
mod lines;
mod origins;
mod page;
mod plot;
mod revenue;
mod seats;
mod section;
mod table;
mod words;

pub use page::NumbersPage;
