//! The funnel: drawn with its numbers, and the steps that can be changed.

mod numbers;
mod page;
mod picture;
mod step_card;

pub use page::FunnelPage;
