use super::fake::Fake;
use super::lesson_samples as samples;
use app::api::Result;
use app::api::dto::{LessonDesk, ModuleRows, RevisionView, Saved, WordHistory};
use app::api::ports::{AdminActor, Curriculum, Publish, SaveSettings, SaveWords};
use async_trait::async_trait;
use domain::ids::{LessonId, ModuleId, RevisionId};

#[async_trait]
impl Curriculum for Fake {
    async fn lessons(&self, _admin: &AdminActor) -> Result<Vec<ModuleRows>> {
        Ok(samples::lesson_rows())
    }
    async fn lesson(&self, _admin: &AdminActor, _slug: &str) -> Result<LessonDesk> {
        Ok(samples::lesson_desk())
    }
    async fn add_module(&self, _admin: &AdminActor, _title: &str) -> Result<()> {
        Ok(())
    }
    async fn rename_module(&self, _admin: &AdminActor, _module: ModuleId, _title: &str, _summary: &str) -> Result<()> {
        Ok(())
    }
    async fn place_module(&self, _admin: &AdminActor, _module: ModuleId, _at: u32) -> Result<()> {
        Ok(())
    }
    async fn remove_module(&self, _admin: &AdminActor, _module: ModuleId) -> Result<()> {
        Ok(())
    }
    async fn add_lesson(&self, _admin: &AdminActor, _module: ModuleId, _title: &str) -> Result<String> {
        Ok("a-lesson".into())
    }
    async fn place_lesson(&self, _admin: &AdminActor, _lesson: LessonId, _module: ModuleId, _at: u32) -> Result<()> {
        Ok(())
    }
    async fn remove_lesson(&self, _admin: &AdminActor, _lesson: LessonId) -> Result<()> {
        Ok(())
    }
    async fn publish(&self, _admin: &AdminActor, _lesson: LessonId, _publish: Publish) -> Result<String> {
        Ok("a-lesson".into())
    }
    async fn save_words(&self, _admin: &AdminActor, _typed: SaveWords) -> Result<Saved> {
        Ok(samples::saved())
    }
    async fn preview(&self, _admin: &AdminActor, _source: &str) -> Result<String> {
        Ok("<p>A text</p>".into())
    }
    async fn save_settings(&self, _admin: &AdminActor, _lesson: LessonId, _typed: SaveSettings) -> Result<String> {
        Ok("a-lesson".into())
    }
    async fn history(&self, _admin: &AdminActor, _slug: &str) -> Result<WordHistory> {
        Ok(samples::word_history())
    }
    async fn revision(&self, _admin: &AdminActor, _slug: &str, _revision: RevisionId) -> Result<RevisionView> {
        Ok(samples::revision_view())
    }
    async fn restore(&self, _admin: &AdminActor, _revision: RevisionId, _version: u32) -> Result<Saved> {
        Ok(samples::saved())
    }
}
