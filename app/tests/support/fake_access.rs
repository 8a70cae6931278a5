//! The ports of a person's own password, address, second factor and sessions.

use super::fake::Fake;
use super::samples::now;
use app::api::dto::{AddressDesk, AddressLink, Entered, FactorDesk, PasswordDesk, ProofFor, SessionList, SessionRow};
use app::api::ports::{Addresses, Passwords, SecondFactor, Sessions, StudentActor, Viewer, WithCookies};
use app::api::{ApiError, Result};
use async_trait::async_trait;
use domain::ids::SessionId;
use secrecy::SecretString;

#[async_trait]
impl Passwords for Fake {
    async fn desk(&self, student: &StudentActor) -> Result<PasswordDesk> {
        Ok(PasswordDesk { email: student.email.clone(), has_password: true, proven: false })
    }
    async fn confirm(&self, _viewer: &Viewer, _student: &StudentActor, _password: SecretString) -> Result<WithCookies<Entered>> {
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
impl SecondFactor for Fake {
    async fn desk(&self, _viewer: &Viewer, student: &StudentActor) -> Result<FactorDesk> {
        Ok(FactorDesk {
            email: student.email.clone(),
            has_password: true,
            proven: false,
            needed: false,
            since: None,
            codes_left: 0,
            begun: None,
            new_codes: Vec::new(),
        })
    }
    async fn begin(&self, _student: &StudentActor) -> Result<()> {
        Err(ApiError::ProofNeeded)
    }
    async fn confirm(&self, _viewer: &Viewer, _student: &StudentActor, _code: &str) -> Result<WithCookies<()>> {
        Err(ApiError::ProofNeeded)
    }
    async fn renew_codes(&self, _student: &StudentActor) -> Result<WithCookies<()>> {
        Err(ApiError::ProofNeeded)
    }
    async fn new_codes(&self, _viewer: &Viewer, _student: &StudentActor) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
    async fn remove(&self, _student: &StudentActor) -> Result<()> {
        Err(ApiError::ProofNeeded)
    }
}

#[async_trait]
impl Sessions for Fake {
    async fn list(&self, student: &StudentActor) -> Result<SessionList> {
        let here = SessionRow {
            id: student.session,
            device: "Firefox on Linux".into(),
            network: "203.0.113.0/24".into(),
            origin: "link".into(),
            created_at: now(),
            seen_at: now(),
            live: true,
            here: true,
            by_two: false,
        };
        Ok(SessionList { sessions: vec![here], proven: false, most: 10 })
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
