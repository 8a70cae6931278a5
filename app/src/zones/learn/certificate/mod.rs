//! A student's own certificate: how far it is, what is on it, and who may see that.

mod choices;
mod page;

pub use page::CertificatePage;
