//! Why a person can or cannot enter: every grant with what it came from and how it stands.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo;
use app::api::ApiError;
use app::api::dto::{AccessView, GrantView};
use domain::access::{Denied, Grant, explain as explain_grants};
use domain::email::EmailAddress;
use domain::ids::{GrantId, UserId};
use domain::window::Window;
use entity::{grant, user};

/// Explains by an address or by an order's public id.
pub async fn explain(core: &Core, query: &str) -> Result<AccessView> {
    let db = core.db.read();
    let user = match EmailAddress::parse(query) {
        Ok(address) => repo::identity::by_email(db, &address.normalized()).await?,
        Err(_) => match repo::orders::by_public_id(db, query).await? {
            Some(order) => repo::identity::by_id(db, order.user_id).await?,
            None => None,
        },
    };
    of_person(core, &user.ok_or(ApiError::NotFound)?).await
}

/// Explains for a person.
pub async fn of_person(core: &Core, user: &user::Model) -> Result<AccessView> {
    let db = core.db.read();
    let rows = repo::truth::grants_of(db, user.id).await?;
    let grants: Vec<_> = rows.iter().map(of_row).collect();
    let (verdict, standings) = explain_grants(&grants, core.now());
    let mut views = Vec::new();
    for (row, standing) in rows.into_iter().zip(standings) {
        views.push(view(core, row, standing).await?);
    }
    Ok(AccessView { person: UserId(user.id), email: user.email.clone(), verdict, grants: views, now: core.now() })
}

fn of_row(row: &grant::Model) -> Grant {
    Grant { valid: Window { from: Some(row.starts_at), until: row.ends_at }, revoked_at: row.revoked_at }
}

async fn view(core: &Core, row: grant::Model, standing: std::result::Result<(), Denied>) -> Result<GrantView> {
    let db = core.db.read();
    let bought = match row.order_item_id {
        Some(item) => {
            let (item, order) = repo::orders::item_with_order(db, item).await?.ok_or_else(|| Fault::stored("a grant without its item"))?;
            Some((item.label, order.public_id))
        }
        None => None,
    };
    let by = match row.revoked_by {
        Some(user) => repo::identity::by_id(db, user).await?.map(|user| user.email),
        None => None,
    };
    Ok(GrantView {
        id: GrantId(row.id),
        source: row.source,
        bought,
        from: row.starts_at,
        until: row.ends_at,
        revoked: row.revoked_at.map(|at| (at, by)),
        reason: row.reason,
        standing,
    })
}
