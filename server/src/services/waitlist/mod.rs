//! The waitlist: who joins and leaves it. How seats pass down the line is in [`line`].

pub mod leave_token;
pub mod line;

use super::limits::{self, Action, Subject};
use super::{hold_limits, quoting};
use crate::core::Core;
use crate::error::Result;
use crate::mail::waitlist as letters;
use crate::repo::{self, catalog};
use crate::services::outbox::{self, Outgoing};
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::{Viewer, Waitlist};
use app::api::{self, ApiError};
use app::paths;
use async_trait::async_trait;
use domain::email::EmailAddress;
use domain::scarcity::Unavailable;
use entity::waitlist_entry;
use sea_orm::ActiveValue::Set;
use std::sync::Arc;

/// The waitlist over the database.
pub struct WaitlistService(pub Arc<Core>);

/// So many wait from one network address at most: seats that come back are not for whoever invents most names.
const PLACES_PER_ADDRESS: u64 = 5;

#[async_trait]
impl Waitlist for WaitlistService {
    async fn join(&self, viewer: &Viewer, email: &str) -> api::Result<()> {
        let problem = if email.trim().is_empty() { Problem::Missing } else { Problem::Malformed };
        let email = EmailAddress::parse(email).map_err(|_| ApiError::invalid(Field::Email, problem))?;
        Ok(self.add(viewer, &email).await?)
    }

    async fn leave(&self, token: &str) -> api::Result<()> {
        Ok(self.remove(token).await?)
    }
}

impl WaitlistService {
    async fn add(&self, viewer: &Viewer, email: &EmailAddress) -> Result<()> {
        let core = &self.0;
        limits::take(core, core.db.write(), Action::Waitlist, Subject::Address(viewer.client_ip)).await?;
        let found = catalog::main_offer(core.db.read()).await?.ok_or(ApiError::NotFound)?;
        let wish = match quoting::current_price(&found, core.now()) {
            Ok(_) => return Err(ApiError::Conflict(Conflict::SeatsToBeHad).into()),
            Err(Unavailable::SoldOut) => "seat",
            Err(_) => "opening",
        };
        let address_key = hold_limits::address_key(core, viewer.client_ip);
        let row = waitlist_entry::ActiveModel {
            id: Set(core.new_id()),
            offer_id: Set(found.offer.id),
            email: Set(email.as_str().to_owned()),
            email_normalized: Set(email.normalized()),
            wish: Set(wish.to_owned()),
            state: Set("waiting".to_owned()),
            address_key: Set(address_key.clone()),
            created_at: Set(core.now()),
            ended_at: Set(None),
        };
        let title = &found.offer.title;
        core.db.retrying(|| self.write(row.clone(), address_key.as_deref(), email, title)).await?;
        core.wake_jobs.notify_one();
        Ok(())
    }

    /// An address that stands in the line already keeps its place, and the answer is the same.
    async fn write(&self, row: waitlist_entry::ActiveModel, address_key: Option<&str>, email: &EmailAddress, title: &str) -> Result<()> {
        let core = &self.0;
        let transaction = core.db.begin().await?;
        if let Some(key) = address_key
            && repo::waitlist::waiting_from(&transaction, key).await? >= PLACES_PER_ADDRESS
        {
            return Err(ApiError::TooMany { retry_after_s: 3600 }.into());
        }
        let (id, wish) = (row.id.clone().unwrap(), row.wish.clone().unwrap());
        if repo::waitlist::insert(&transaction, row).await? {
            let leave_url = core.settings.absolute(&paths::waitlist_leave(&leave_token::make(&core.settings, id)));
            let outgoing =
                Outgoing { dedupe_key: format!("waitlist/{id}"), kind: "waitlist", to: email.as_str(), order: None, secret: false };
            outbox::post(core, &transaction, outgoing, letters::joined(title, &wish, &leave_url)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn remove(&self, token: &str) -> Result<()> {
        let core = &self.0;
        let entry = leave_token::read(&core.settings, token).ok_or(ApiError::DeadLink)?;
        core.db.retrying(|| line::leave(core, entry)).await?;
        core.wake_jobs.notify_one();
        Ok(())
    }
}
