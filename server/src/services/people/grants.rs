//! Access by hand: given, given another end, taken back; always with a reason.

use super::{find, input, subject};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo;
use crate::repo::identity::NewUser;
use crate::services::audit::{self, NOTHING};
use app::api::ApiError;
use app::api::dto::Role;
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::{AddPerson, AdminActor};
use chrono::{DateTime, Utc};
use domain::ids::UserId;
use entity::grant;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::json;
use uuid::Uuid;

/// Gives access to whoever has the address.
pub async fn add(core: &Core, admin: &AdminActor, command: &AddPerson) -> Result<UserId> {
    let (email, name) = (input::email(&command.email)?, input::name(&command.name)?);
    let (until, reason) = (input::until(core, &command.until)?, input::reason(&command.reason)?);
    let transaction = core.db.begin().await?;
    let known = repo::identity::by_email(&transaction, &email.normalized()).await?;
    let new = NewUser { id: core.new_id(), email: &email, name: &name, role: Role::Student, now: core.now() };
    let person = repo::identity::find_or_insert(&transaction, &new).await?;
    if known.is_none() {
        let after = json!({ "email": person.email, "name": person.name });
        audit::record(core, &transaction, Some(admin.user.into()), "person.add", &subject(person.id), NOTHING, after).await?;
    }
    open(core, &transaction, admin, person.id, until, &reason).await?;
    transaction.commit().await?;
    Ok(UserId(person.id))
}

/// Gives a known person access.
pub async fn grant(core: &Core, admin: &AdminActor, person: Uuid, until: &str, reason: &str) -> Result<()> {
    let (until, reason) = (input::until(core, until)?, input::reason(reason)?);
    let person = find(core, person).await?;
    let transaction = core.db.begin().await?;
    open(core, &transaction, admin, person.id, until, &reason).await?;
    Ok(transaction.commit().await?)
}

async fn open(
    core: &Core,
    transaction: &DatabaseTransaction,
    admin: &AdminActor,
    person: Uuid,
    until: Option<DateTime<Utc>>,
    reason: &str,
) -> Result<()> {
    let product = repo::content::course(transaction).await?.ok_or(ApiError::NotFound)?.product_id;
    let grant = by_hand(core, person, product, until, reason);
    let after = json!({ "grant": grant.id.clone().take(), "until": until, "reason": reason });
    repo::grants::insert(transaction, vec![grant]).await?;
    audit::record(core, transaction, Some(admin.user.into()), "person.grant", &subject(person), NOTHING, after).await
}

/// A grant by hand, to be written down.
pub fn by_hand(core: &Core, person: Uuid, product: Uuid, until: Option<DateTime<Utc>>, reason: &str) -> grant::ActiveModel {
    let now = core.now();
    grant::ActiveModel {
        id: Set(core.new_id()),
        user_id: Set(person),
        product_id: Set(product),
        source: Set("manual".to_owned()),
        order_item_id: Set(None),
        starts_at: Set(now),
        ends_at: Set(until),
        revoked_at: Set(None),
        revoked_by: Set(None),
        reason: Set(reason.to_owned()),
        created_at: Set(now),
    }
}

/// Gives a grant another end.
pub async fn extend(core: &Core, admin: &AdminActor, id: Uuid, until: &str, reason: &str) -> Result<UserId> {
    let (until, reason) = (input::until(core, until)?, input::reason(reason)?);
    let transaction = core.db.begin().await?;
    let grant = repo::grants::by_id(&transaction, id).await?.ok_or(ApiError::NotFound)?;
    if until.is_some_and(|until| until <= grant.starts_at) {
        return Err(ApiError::invalid(Field::Until, Problem::Past).into());
    }
    if !repo::grants::set_end(&transaction, id, until).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let (before, after) = (json!({ "until": grant.ends_at }), json!({ "grant": id, "until": until, "reason": reason }));
    audit::record(core, &transaction, Some(admin.user.into()), "person.extend", &subject(grant.user_id), before, after).await?;
    transaction.commit().await?;
    Ok(UserId(grant.user_id))
}

/// Takes a grant back. What a purchase opened stays taken back, whatever the bank decides later.
pub async fn revoke(core: &Core, admin: &AdminActor, id: Uuid, reason: &str) -> Result<UserId> {
    let reason = input::reason(reason)?;
    let by = admin.user.into();
    let transaction = core.db.begin().await?;
    let grant = repo::grants::by_id(&transaction, id).await?.ok_or(ApiError::NotFound)?;
    if !repo::grants::take_back(&transaction, id, &reason, by, core.now()).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    if let Some(item) = grant.order_item_id {
        let (item, order) =
            repo::orders::item_with_order(&transaction, item).await?.ok_or_else(|| Fault::stored("a grant without its item"))?;
        let note = format!("access to {} was taken back by hand: {reason}", item.label);
        repo::orders::note(&transaction, core.new_id(), order.id, "grant", note, core.now()).await?;
    }
    let (before, after) =
        (json!({ "reason": grant.reason, "until": grant.ends_at }), json!({ "grant": id, "taken_back": true, "reason": reason }));
    audit::record(core, &transaction, Some(by), "person.revoke", &subject(grant.user_id), before, after).await?;
    transaction.commit().await?;
    Ok(UserId(grant.user_id))
}
