use super::{StudentActor, WithCookies};
use crate::api::Result;
use crate::api::dto::SessionList;
use async_trait::async_trait;
use domain::ids::SessionId;

/// The browsers in which a person is signed in. Ending any needs a session that began within ten minutes, or it is answered by
/// [`ApiError::ProofNeeded`](crate::api::ApiError::ProofNeeded).
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Those that hold.
    async fn list(&self, student: &StudentActor) -> Result<SessionList>;
    /// Ends one of them. Another's session is `NotFound`.
    async fn end(&self, student: &StudentActor, session: SessionId) -> Result<()>;
    /// Ends all of them, this one too.
    async fn end_all(&self, student: &StudentActor) -> Result<WithCookies<()>>;
}
