//! The terms of the shop: what buyers are promised and agree to, and the taxes.

mod page;
mod taxes_page;

pub use page::TermsPage;
pub use taxes_page::TaxesPage;
