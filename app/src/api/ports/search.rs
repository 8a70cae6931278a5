use super::StudentActor;
use crate::api::Result;
use crate::api::dto::{OutlineView, SearchView};
use async_trait::async_trait;

/// Search in the course, for those who own it.
#[async_trait]
pub trait Search: Send + Sync {
    /// What a student may find in the course, as this request has loaded it, by what was typed. Of a lesson that is shut only the
    /// title is found; of notes only the student's own.
    async fn find(&self, student: &StudentActor, course: &OutlineView, typed: &str) -> Result<SearchView>;
}
