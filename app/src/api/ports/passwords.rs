use super::{StudentActor, Viewer, WithCookies};
use crate::api::Result;
use crate::api::dto::{Entered, PasswordDesk, ProofFor};
use async_trait::async_trait;
use secrecy::SecretString;

/// A person's own password. What changes it needs a session that a link or the password began within ten minutes, or it is answered
/// by [`ApiError::ProofNeeded`](crate::api::ApiError::ProofNeeded).
#[async_trait]
pub trait Passwords: Send + Sync {
    /// What there is, and whether it may be changed now.
    async fn desk(&self, student: &StudentActor) -> Result<PasswordDesk>;
    /// Shows by the password who one is. A new session takes the place of this one.
    async fn confirm(&self, viewer: &Viewer, student: &StudentActor, password: SecretString) -> Result<WithCookies<Entered>>;
    /// Mails a link that shows who one is, and leads back to where that is asked for.
    async fn mail_proof(&self, student: &StudentActor, place: ProofFor) -> Result<()>;
    /// Gives oneself a password, in the place of the one before. All other sessions end.
    async fn set(&self, student: &StudentActor, password: SecretString) -> Result<()>;
    /// Does without a password from now on. All other sessions end.
    async fn remove(&self, student: &StudentActor) -> Result<()>;
}
