//! The ports of a person's own password, address and sessions.

use super::fake::Fake;
use super::samples::now;
use app::api::dto::{AddressDesk, AddressLink, PasswordDesk, PersonView, ProofFor, SessionRow};
use app::api::ports::{Addresses, Passwords, Sessions, StudentActor, Viewer, WithCookies};
use app::api::{ApiError, Result};
use async_trait::async_trait;
use domain::ids::SessionId;
use secrecy::SecretString;

#[async_trait]
impl Passwords for Fake {
    async fn desk(&self, student: &StudentActor) -> Result<PasswordDesk> {
        Ok(PasswordDesk { email: student.email.clone(), has_password: true, proven: false })
    }
    async fn confirm(&self, _viewer: &Viewer, _student: &StudentActor, _password: SecretString) -> Result<WithCookies<PersonView>> {
        Err(ApiError::WrongPassword)
    }
    async fn mail_proof(&self, _student: &StudentActor, _place: ProofFor) -> Result<()> {
        Ok(())
    }
    async fn set(&self, _student: &StudentActor, _password: SecretString) -> Result<()> {
        Err(ApiError::ProofNeeded)
    }
    async fn remove(&self, _student: &StudentActor) -> Result<()> {
        Err(ApiError::ProofNeeded)
    }
}

#[async_trait]
impl Sessions for Fake {
    async fn list(&self, student: &StudentActor) -> Result<Vec<SessionRow>> {
        let here = SessionRow {
            id: student.session,
            device: "Firefox on Linux".into(),
            network: "203.0.113.0/24".into(),
            origin: "link".into(),
            created_at: now(),
            seen_at: now(),
            live: true,
            here: true,
        };
        Ok(vec![here])
    }
    async fn end(&self, _student: &StudentActor, _session: SessionId) -> Result<()> {
        Err(ApiError::NotFound)
    }
    async fn end_all(&self, _student: &StudentActor) -> Result<WithCookies<()>> {
        Ok(WithCookies { value: (), cookies: Vec::new() })
    }
}

#[async_trait]
impl Addresses for Fake {
    async fn desk(&self, _student: &StudentActor) -> Result<AddressDesk> {
        Ok(self.address.clone())
    }
    async fn request(&self, _student: &StudentActor, _email: &str) -> Result<()> {
        Err(ApiError::ProofNeeded)
    }
    async fn cancel(&self, _student: &StudentActor) -> Result<()> {
        Ok(())
    }
    async fn inspect(&self, _token: &str) -> Result<AddressLink> {
        Ok(self.address_link.clone())
    }
    async fn confirm(&self, _viewer: &Viewer, _token: &str) -> Result<()> {
        Err(ApiError::DeadLink)
    }
    async fn refuse(&self, _viewer: &Viewer, _token: &str) -> Result<()> {
        Err(ApiError::DeadLink)
    }
}
