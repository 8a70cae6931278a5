use super::fake::Fake;
use super::question_samples as samples;
use app::api::dto::{AskView, DeskFilter, DeskThread, DeskView, Kept, Posted, QuestionList, SimilarQuestion, ThreadView, Votes};
use app::api::ports::{AdminActor, NewQuestion, NewText, QuestionDesk, QuestionQuery, Questions, StudentActor};
use app::api::{ApiError, Result};
use async_trait::async_trait;
use domain::ids::{AnswerId, QuestionId};
use domain::question::{Post, ReportReason};

#[async_trait]
impl Questions for Fake {
    async fn list(&self, _student: &StudentActor, _query: &QuestionQuery) -> Result<QuestionList> {
        Ok(samples::question_list(&self.typed))
    }
    async fn thread(&self, _student: &StudentActor, _lesson: &str, _question: QuestionId, _page: u32) -> Result<ThreadView> {
        Ok(samples::thread(&self.typed))
    }
    async fn form(&self, _student: &StudentActor, _lesson: &str) -> Result<AskView> {
        Ok(samples::ask(&self.typed))
    }
    async fn answer_form(&self, _student: &StudentActor, _question: QuestionId) -> Result<Kept> {
        Ok(samples::kept(&self.typed))
    }
    async fn similar(&self, _student: &StudentActor, _lesson: &str, _title: &str) -> Result<Vec<SimilarQuestion>> {
        Ok(Vec::new())
    }
    async fn ask(&self, _student: &StudentActor, _command: NewQuestion) -> Result<Posted> {
        Ok(Posted::Kept)
    }
    async fn answer(&self, _student: &StudentActor, _command: NewText<QuestionId>) -> Result<Posted> {
        Ok(Posted::Kept)
    }
    async fn edit(&self, _student: &StudentActor, _command: NewText<Post>) -> Result<Posted> {
        Ok(Posted::Kept)
    }
    async fn delete(&self, _student: &StudentActor, _post: Post) -> Result<()> {
        Ok(())
    }
    async fn accept(&self, _student: &StudentActor, _answer: AnswerId, _accepted: bool) -> Result<()> {
        Ok(())
    }
    async fn vote(&self, _student: &StudentActor, _question: QuestionId, voted: bool) -> Result<Votes> {
        Ok(Votes { count: u32::from(voted), voted })
    }
    async fn report(&self, _student: &StudentActor, _post: Post, _reason: ReportReason) -> Result<()> {
        Ok(())
    }
}

#[async_trait]
impl QuestionDesk for Fake {
    async fn list(&self, _admin: &AdminActor, _show: DeskFilter, _search: &str, _page: u32) -> Result<DeskView> {
        Ok(samples::desk(&self.typed))
    }
    async fn thread(&self, _admin: &AdminActor, _question: QuestionId, _page: u32) -> Result<DeskThread> {
        Ok(samples::desk_thread(&self.typed))
    }
    async fn answer(&self, _admin: &AdminActor, _command: NewText<QuestionId>) -> Result<Posted> {
        Err(ApiError::NotFound)
    }
    async fn edit_answer(&self, _admin: &AdminActor, _command: NewText<AnswerId>) -> Result<Posted> {
        Err(ApiError::NotFound)
    }
    async fn set_hidden(&self, _admin: &AdminActor, _post: Post, _hidden: bool) -> Result<()> {
        Ok(())
    }
    async fn delete_answer(&self, _admin: &AdminActor, _answer: AnswerId) -> Result<()> {
        Ok(())
    }
    async fn dismiss_reports(&self, _admin: &AdminActor, _post: Post) -> Result<()> {
        Ok(())
    }
}
