//! People, for the admin: who they are, why they can or cannot enter, and what can be done about it.

mod address;
mod detail;
mod grants;
pub mod imports;
pub mod input;
mod letters;

use super::audit::{self, NOTHING};
use super::second_factor::forgetting;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::keyset::{MOST_COUNTED, Turn, Turned};
use crate::repo::{self, rows};
use app::api::dto::{Count, ImportView, Listed, PersonDetail, PersonRow};
use app::api::error::Conflict;
use app::api::ports::{AddPerson, AdminActor, People};
use app::api::{self, ApiError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::access::{self, Grant};
use domain::ids::{GrantId, SessionId, UserId};
use domain::window::Window;
use entity::{grant, user};
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// People over the database.
pub struct PeopleService(pub Arc<Core>);

#[async_trait]
impl People for PeopleService {
    async fn list(&self, _admin: &AdminActor, search: &str, page: &str) -> api::Result<Listed<PersonRow>> {
        Ok(list(&self.0, search, page).await?)
    }

    async fn person(&self, _admin: &AdminActor, person: UserId) -> api::Result<PersonDetail> {
        Ok(detail::detail(&self.0, person.into()).await?)
    }

    async fn add(&self, admin: &AdminActor, command: AddPerson) -> api::Result<UserId> {
        Ok(grants::add(&self.0, admin, &command).await?)
    }

    async fn grant(&self, admin: &AdminActor, person: UserId, until: &str, reason: &str) -> api::Result<()> {
        Ok(grants::grant(&self.0, admin, person.into(), until, reason).await?)
    }

    async fn extend(&self, admin: &AdminActor, grant: GrantId, until: &str, reason: &str) -> api::Result<UserId> {
        Ok(grants::extend(&self.0, admin, grant.into(), until, reason).await?)
    }

    async fn revoke(&self, admin: &AdminActor, grant: GrantId, reason: &str) -> api::Result<UserId> {
        Ok(grants::revoke(&self.0, admin, grant.into(), reason).await?)
    }

    async fn end_sessions(&self, admin: &AdminActor, person: UserId, session: Option<SessionId>) -> api::Result<()> {
        Ok(end_sessions(&self.0, admin, person, session).await?)
    }

    async fn forget_factor(&self, admin: &AdminActor, person: UserId, reason: &str) -> api::Result<()> {
        Ok(forget_factor(&self.0, admin, person, reason).await?)
    }

    async fn send_link(&self, admin: &AdminActor, person: UserId) -> api::Result<()> {
        Ok(letters::send_link(&self.0, admin, person.into()).await?)
    }

    async fn change_email(&self, admin: &AdminActor, person: UserId, email: &str, merge: bool) -> api::Result<UserId> {
        Ok(address::change(&self.0, admin, person.into(), email, merge).await?)
    }

    async fn read_import(&self, admin: &AdminActor, table: &str) -> api::Result<String> {
        Ok(imports::keep(&self.0, admin, table).await?)
    }

    async fn import(&self, _admin: &AdminActor, id: &str, page: u32) -> api::Result<ImportView> {
        Ok(imports::view(&self.0, id, page.max(1)).await?)
    }

    async fn apply_import(&self, admin: &AdminActor, id: &str) -> api::Result<()> {
        Ok(imports::apply(&self.0, admin, id).await?)
    }
}

/// By what entries of the audit log name a person.
pub fn subject(person: Uuid) -> String {
    format!("person/{person}")
}

/// A page of a list for the wire.
pub fn listed<M, T>(turned: Turned<M>, count: u64, row: impl FnMut(M) -> Result<T>) -> Result<Listed<T>> {
    Ok(Listed {
        rows: turned.rows.into_iter().map(row).collect::<Result<_>>()?,
        newer: turned.newer,
        older: turned.older,
        count: Count { number: count.min(MOST_COUNTED), or_more: count > MOST_COUNTED },
    })
}

/// An order's own public id leads to its buyer.
async fn list(core: &Core, search: &str, page: &str) -> Result<Listed<PersonRow>> {
    let db = core.db.read();
    let product = course_product(core).await?;
    if let Some(order) = repo::orders::by_public_id(db, search.trim()).await? {
        let buyer = repo::identity::by_id(db, order.user_id).await?.ok_or_else(|| Fault::stored("an order without a buyer"))?;
        let grants = repo::people::grants_of(db, &[buyer.id], product).await?;
        return Ok(Listed {
            rows: vec![row(buyer, &grants, core.now())?],
            newer: None,
            older: None,
            count: Count { number: 1, or_more: false },
        });
    }
    let (turned, count) = repo::people::page(db, search, Turn::by_id(page)).await?;
    let ids: Vec<_> = turned.rows.iter().map(|person| person.id).collect();
    let grants = repo::people::grants_of(db, &ids, product).await?;
    listed(turned, count, |person| row(person, &grants, core.now()))
}

/// What the course's grants are for. Before there is a course it is nothing that anybody could own.
pub async fn course_product(core: &Core) -> Result<Uuid> {
    Ok(repo::content::course(core.db.read()).await?.map_or(Uuid::nil(), |course| course.product_id))
}

/// A person with what follows of their grants among these.
pub fn row(person: user::Model, grants: &[grant::Model], now: DateTime<Utc>) -> Result<PersonRow> {
    let own: Vec<_> = grants.iter().filter(|grant| grant.user_id == person.id).map(to_domain).collect();
    Ok(PersonRow {
        id: UserId(person.id),
        role: rows::role(&person.role)?,
        name: person.name,
        email: person.email,
        access: access::decide(&own, now),
        created_at: person.created_at,
    })
}

fn to_domain(row: &grant::Model) -> Grant {
    Grant { valid: Window { from: Some(row.starts_at), until: row.ends_at }, revoked_at: row.revoked_at }
}

async fn find(core: &Core, person: Uuid) -> Result<user::Model> {
    Ok(repo::identity::by_id(core.db.read(), person).await?.ok_or(ApiError::NotFound)?)
}

async fn end_sessions(core: &Core, admin: &AdminActor, person: UserId, session: Option<SessionId>) -> Result<()> {
    let person = find(core, person.into()).await?;
    let transaction = core.db.begin().await?;
    let ended = match session {
        Some(session) => u64::from(repo::identity::end_session(&transaction, person.id, session.into(), core.now()).await?),
        None => repo::identity::end_sessions(&transaction, person.id, core.now()).await?,
    };
    if ended == 0 {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let after = json!({ "ended": ended, "session": session });
    audit::record(core, &transaction, Some(admin.user.into()), "person.end_sessions", &subject(person.id), NOTHING, after).await?;
    Ok(transaction.commit().await?)
}

async fn forget_factor(core: &Core, admin: &AdminActor, person: UserId, reason: &str) -> Result<()> {
    let reason = input::reason(reason)?;
    let person = find(core, person.into()).await?;
    if person.role == "ADMIN" {
        return Err(ApiError::Conflict(Conflict::IsAdmin).into());
    }
    forgetting::forget(core, &person, Some(admin.user.into()), &reason).await
}
