use super::{AdminActor, StudentActor, WithCookies};
use crate::api::Result;
use async_trait::async_trait;
use domain::ids::UserId;
use futures::stream::BoxStream;

/// A ZIP archive, in parts, so that a large one is never held whole.
pub struct Archive {
    /// Its name: ASCII letters, digits, dashes and a dot.
    pub name: &'static str,
    /// Its content.
    pub parts: BoxStream<'static, Result<Vec<u8>>>,
}

/// What is known about people, and how it is forgotten.
#[async_trait]
pub trait Privacy: Send + Sync {
    /// Everything that is stored about whoever asks.
    async fn export(&self, student: &StudentActor) -> Result<Archive>;
    /// Everything that is stored about a person.
    async fn export_of(&self, admin: &AdminActor, person: UserId) -> Result<Archive>;
    /// Forgets whoever asks, if `address` is theirs, and signs the browser out. What the law wants kept stays. With `posts`, their
    /// questions and answers go too; else they stay without a name. An order that is under way or disputed refuses it.
    async fn erase(&self, student: &StudentActor, address: &str, posts: bool) -> Result<WithCookies<()>>;
    /// Forgets a person, as [`Privacy::erase`] does.
    async fn erase_person(&self, admin: &AdminActor, person: UserId, reason: &str, posts: bool) -> Result<()>;
}
