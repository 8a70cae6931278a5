//! Old addresses of lessons.

use super::publication_of;
use crate::core::Core;
use crate::error::Result;
use crate::repo::curriculum;

/// The slug of the lesson that had this one, if it may be seen now.
pub async fn moved_to(core: &Core, slug: &str) -> Result<Option<String>> {
    let found = curriculum::formerly(core.db.read(), slug).await?;
    Ok(found.filter(|lesson| publication_of(lesson, core.now()).is_visible()).map(|lesson| lesson.slug))
}
