use super::{StudentActor, Viewer, WithCookies};
use crate::api::Result;
use crate::api::dto::FactorDesk;
use async_trait::async_trait;

/// A person's own second factor: an authenticator that shows a code every half minute, and ten recovery codes. What changes it needs a
/// session that began within ten minutes, or it is answered by [`ApiError::ProofNeeded`](crate::api::ApiError::ProofNeeded).
#[async_trait]
pub trait SecondFactor: Send + Sync {
    /// What there is, what is being set up, and what this browser may still read of it.
    async fn desk(&self, viewer: &Viewer, student: &StudentActor) -> Result<FactorDesk>;
    /// Makes the secret of another authenticator. It counts from its first code on, which is to come within ten minutes; until then the
    /// one before does.
    async fn begin(&self, student: &StudentActor) -> Result<()>;
    /// Takes the first code. A new session takes the place of this one, all others end, and there are ten new recovery codes.
    async fn confirm(&self, viewer: &Viewer, student: &StudentActor, code: &str) -> Result<WithCookies<()>>;
    /// Makes ten new recovery codes in the place of those before.
    async fn renew_codes(&self, student: &StudentActor) -> Result<WithCookies<()>>;
    /// The recovery codes that this browser has just had made; empty for any other, and after ten minutes.
    async fn new_codes(&self, viewer: &Viewer, student: &StudentActor) -> Result<Vec<String>>;
    /// Does without a second factor from now on. All other sessions end. Refused to who may not be without one.
    async fn remove(&self, student: &StudentActor) -> Result<()>;
}
