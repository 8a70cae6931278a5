use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{LessonDesk, ModuleRows};
use async_trait::async_trait;

/// The course as its creator works on it: drafts too.
#[async_trait]
pub trait Curriculum: Send + Sync {
    /// All lessons in order, by module.
    async fn lessons(&self, admin: &AdminActor) -> Result<Vec<ModuleRows>>;
    /// A lesson, by its slug.
    async fn lesson(&self, admin: &AdminActor, slug: &str) -> Result<LessonDesk>;
}
