//! Ways to send mail.

mod file;
mod resend;
mod smtp;

pub use file::{FileMailer, StoredMail, list_mailbox};
pub use resend::ResendMailer;
pub use smtp::SmtpMailer;
