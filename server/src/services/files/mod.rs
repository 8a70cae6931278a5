//! Files of lessons: who may have them, and what a creator does with them.

mod change;
mod download;
mod keeping;
mod picture;
mod sweep;
mod upload;

pub use change::{checked as checked_title, logged};
pub use download::open;
pub use keeping::{Arriving, Kept, LARGEST_CLEANED, Terms, cleaned, keep, take_back};
pub use picture::{Shown, show};
pub use sweep::sweep;
pub use upload::{LARGEST_PICTURE, Purpose, Target, receive};

use crate::core::Core;
use app::api;
use app::api::ports::{AdminActor, Files, StudentActor};
use async_trait::async_trait;
use domain::ids::AttachmentId;
use std::sync::Arc;

/// Files over the database and the store.
pub struct FilesService(pub Arc<Core>);

#[async_trait]
impl Files for FilesService {
    async fn download(&self, student: &StudentActor, lesson: &str, file: AttachmentId) -> api::Result<String> {
        Ok(download::for_student(&self.0, student.user, lesson, file).await?)
    }

    async fn download_any(&self, admin: &AdminActor, lesson: &str, file: AttachmentId) -> api::Result<String> {
        Ok(download::for_admin(&self.0, admin.user, lesson, file).await?)
    }

    async fn rename(&self, admin: &AdminActor, file: AttachmentId, title: &str) -> api::Result<()> {
        Ok(change::rename(&self.0, admin.user, file, title).await?)
    }

    async fn shift(&self, admin: &AdminActor, file: AttachmentId, up: bool) -> api::Result<()> {
        Ok(change::shift(&self.0, admin.user, file, up).await?)
    }

    async fn remove(&self, admin: &AdminActor, file: AttachmentId) -> api::Result<()> {
        Ok(change::remove(&self.0, admin.user, file).await?)
    }
}
