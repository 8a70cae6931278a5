use super::{StudentActor, WithCookies};
use crate::api::Result;
use crate::api::dto::SessionRow;
use async_trait::async_trait;
use domain::ids::SessionId;

/// The browsers in which a person is signed in.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Those that hold, the one that was seen last first.
    async fn list(&self, student: &StudentActor) -> Result<Vec<SessionRow>>;
    /// Ends one of them. Another's session is `NotFound`.
    async fn end(&self, student: &StudentActor, session: SessionId) -> Result<()>;
    /// Ends all of them, this one too.
    async fn end_all(&self, student: &StudentActor) -> Result<WithCookies<()>>;
}
