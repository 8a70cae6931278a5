//! What can go wrong inside, and what of it a page may know.

use crate::ports::mailer::MailError;
use crate::ports::payment::GatewayError;
use crate::ports::storage::StorageError;
use crate::repo::db::is_no_text;
use app::api::ApiError;
use sea_orm::{DbErr, SqlErr};

/// A failure on the way to an answer.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// An answer that the page can put into words.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The database.
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// The payment provider.
    #[error("payment provider: {0}")]
    Gateway(#[from] GatewayError),
    /// The service for mail.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The store of files.
    #[error("files: {0}")]
    Storage(#[from] StorageError),
    /// A row that the code does not understand.
    #[error("stored data: {0}")]
    Stored(String),
}

/// The result of business code.
pub type Result<T> = std::result::Result<T, Fault>;

impl Fault {
    /// A row that the code does not understand.
    pub fn stored(what: impl Into<String>) -> Self {
        Self::Stored(what.into())
    }

    /// Whether it is nothing but a service that does not answer, and will again.
    pub fn will_pass(&self) -> bool {
        matches!(self, Self::Mail(MailError::Unavailable(_)))
    }

    /// Whether a unique index refused the write: somebody else was first.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Database(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))))
    }
}

/// The boundary: a fault that is ours is logged here, once, and the page learns only that there was one.
impl From<Fault> for ApiError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Api(error) => error,
            Fault::Database(error) if is_no_text(&error) => Self::BadRequest,
            Fault::Gateway(error) => {
                tracing::warn!(error = %error, "the payment provider gave no usable answer");
                Self::ProviderUnavailable
            }
            Fault::Storage(error) => {
                tracing::error!(error = %error, "the store of files cannot be used");
                Self::FilesUnavailable
            }
            fault => {
                tracing::error!(error = %fault, "a request failed");
                Self::Internal
            }
        }
    }
}
