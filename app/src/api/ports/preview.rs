//! What an imagined student would see.

use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{CheckoutView, Imagined, LandingView, LessonView, OutlineView, PreviewChoices};
use async_trait::async_trait;

/// The reading half of what students ask, for one who is imagined at an imagined time. It has no word for writing: no progress, no
/// hold, no order, no question.
#[async_trait]
pub trait Preview: Send + Sync {
    /// What can be imagined.
    async fn choices(&self, admin: &AdminActor) -> Result<PreviewChoices>;
    /// The sales page.
    async fn landing(&self, admin: &AdminActor, imagined: &Imagined) -> Result<LandingView>;
    /// The checkout. Its quote is not stored, and its id is of no quote.
    async fn checkout(&self, admin: &AdminActor, imagined: &Imagined) -> Result<CheckoutView>;
    /// The dashboard, or why the student may not enter.
    async fn outline(&self, admin: &AdminActor, imagined: &Imagined) -> Result<OutlineView>;
    /// A lesson of the course as it was imagined, or why it is shut.
    async fn lesson(&self, admin: &AdminActor, course: &OutlineView, slug: &str) -> Result<LessonView>;
}
