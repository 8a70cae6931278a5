//! The invoice of an order: on the screen, on paper, and made out to a company.

mod buyer_form;
mod page;
mod paper;

pub use page::InvoicePage;
