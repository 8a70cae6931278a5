use super::fake::Fake;
use app::api::ports::{AdminActor, Archive, Privacy, StudentActor, WithCookies};
use app::api::{ApiError, Result};
use async_trait::async_trait;
use domain::ids::UserId;

#[async_trait]
impl Privacy for Fake {
    async fn export(&self, _student: &StudentActor) -> Result<Archive> {
        Err(ApiError::NotFound)
    }
    async fn export_of(&self, _admin: &AdminActor, _person: UserId) -> Result<Archive> {
        Err(ApiError::NotFound)
    }
    async fn erase(&self, _student: &StudentActor, _address: &str, _posts: bool) -> Result<WithCookies<()>> {
        Err(ApiError::NotFound)
    }
    async fn erase_person(&self, _admin: &AdminActor, _person: UserId, _reason: &str, _posts: bool) -> Result<()> {
        Err(ApiError::NotFound)
    }
}
