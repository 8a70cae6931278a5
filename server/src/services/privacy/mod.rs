//! What is known about people: taken along, forgotten when they ask for it, and forgotten when its time is over.

mod erase;
mod export;
mod readme;
pub mod retention;

use super::audit::{self, NOTHING};
use super::people::{input, subject};
use super::proof;
use crate::core::Core;
use crate::error::Result;
use crate::repo;
use app::api::error::{Field, Problem};
use app::api::ports::{AdminActor, Archive, BrowserCookie, Privacy, StudentActor, WithCookies};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::email::EmailAddress;
use domain::ids::UserId;
use entity::user;
use erase::Erasure;
use std::sync::Arc;

/// Privacy over the database.
pub struct PrivacyService(pub Arc<Core>);

#[async_trait]
impl Privacy for PrivacyService {
    async fn export(&self, student: &StudentActor) -> api::Result<Archive> {
        Ok(export::archive(self.0.clone(), self.find(student.user).await?))
    }

    async fn export_of(&self, admin: &AdminActor, person: UserId) -> api::Result<Archive> {
        let person = self.find(person).await?;
        self.note_export(admin, &person).await?;
        Ok(export::archive(self.0.clone(), person))
    }

    async fn erase(&self, student: &StudentActor, address: &str, posts: bool) -> api::Result<WithCookies<()>> {
        confirm(student, address)?;
        proof::require(&self.0, student).await?;
        let reason = "asked for by the person";
        erase::erase(&self.0, &Erasure { person: student.user.into(), by: student.user.into(), reason, posts }).await?;
        Ok(WithCookies { value: (), cookies: vec![BrowserCookie::SignedOut] })
    }

    async fn erase_person(&self, admin: &AdminActor, person: UserId, reason: &str, posts: bool) -> api::Result<()> {
        let reason = input::reason(reason)?;
        erase::erase(&self.0, &Erasure { person: person.into(), by: admin.user.into(), reason: &reason, posts }).await?;
        Ok(())
    }
}

impl PrivacyService {
    async fn find(&self, person: UserId) -> Result<user::Model> {
        Ok(repo::identity::by_id(self.0.db.read(), person.into()).await?.ok_or(ApiError::NotFound)?)
    }

    async fn note_export(&self, admin: &AdminActor, person: &user::Model) -> Result<()> {
        let transaction = self.0.db.begin().await?;
        let by = Some(admin.user.into());
        audit::record(&self.0, &transaction, by, "person.export", &subject(person.id), NOTHING, NOTHING).await?;
        Ok(transaction.commit().await?)
    }
}

/// What was typed must be the person's own address, so that nobody is forgotten by a slip.
fn confirm(student: &StudentActor, address: &str) -> Result<()> {
    let normalized = |text: &str| EmailAddress::parse(text).map(|email| email.normalized()).ok();
    let problem = match normalized(address) {
        Some(typed) if Some(&typed) == normalized(&student.email).as_ref() => return Ok(()),
        _ if address.trim().is_empty() => Problem::Missing,
        _ => Problem::Malformed,
    };
    Err(ApiError::invalid(Field::Confirmation, problem).into())
}
