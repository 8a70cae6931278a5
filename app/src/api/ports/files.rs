use super::{AdminActor, StudentActor};
use crate::api::Result;
use async_trait::async_trait;
use domain::ids::AttachmentId;

/// Files of lessons. A lesson is named by its slug.
#[async_trait]
pub trait Files: Send + Sync {
    /// The address at which a student gets a file, for some minutes. Of a lesson that is shut to them there are none.
    async fn download(&self, student: &StudentActor, lesson: &str, file: AttachmentId) -> Result<String>;
    /// The same for an admin, of any lesson.
    async fn download_any(&self, admin: &AdminActor, lesson: &str, file: AttachmentId) -> Result<String>;
    /// Gives a file another title.
    async fn rename(&self, admin: &AdminActor, file: AttachmentId, title: &str) -> Result<()>;
    /// Moves a file one place up or down.
    async fn shift(&self, admin: &AdminActor, file: AttachmentId, up: bool) -> Result<()>;
    /// Removes a file.
    async fn remove(&self, admin: &AdminActor, file: AttachmentId) -> Result<()>;
}
