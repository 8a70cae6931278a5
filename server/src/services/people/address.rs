//! A person's address put right by an admin. Where somebody has the address already the two become one.

use super::{find, input, subject};
use crate::core::Core;
use crate::error::Result;
use crate::mail;
use crate::repo::{self, merging, ownership};
use crate::services::audit::{self, NOTHING};
use crate::services::outbox::{self, Outgoing};
use app::api::ApiError;
use app::api::error::Conflict;
use app::api::ports::AdminActor;
use domain::email::EmailAddress;
use domain::ids::UserId;
use entity::user;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

/// Gives a person another address, or moves all they own to whoever has it. The old address has no way in afterwards.
pub async fn change(core: &Core, admin: &AdminActor, person: Uuid, email: &str, merge: bool) -> Result<UserId> {
    let email = input::email(email)?;
    let person = find(core, person).await?;
    refuse_admin(&person)?;
    match core.db.retrying(|| once(core, admin, &person, &email, merge)).await {
        Err(error) if error.is_unique_violation() => Err(ApiError::Conflict(Conflict::BothOrdering).into()),
        outcome => outcome,
    }
}

fn refuse_admin(person: &user::Model) -> Result<()> {
    if person.role == "ADMIN" { Err(ApiError::Conflict(Conflict::IsAdmin).into()) } else { Ok(()) }
}

async fn once(core: &Core, admin: &AdminActor, person: &user::Model, email: &EmailAddress, merge: bool) -> Result<UserId> {
    let transaction = core.db.begin().await?;
    let other = repo::identity::by_email(&transaction, &email.normalized()).await?.filter(|other| other.id != person.id);
    let now = match other {
        None => rename(core, &transaction, admin, person, email).await?,
        Some(_) if !merge => return Err(ApiError::Conflict(Conflict::AddressTaken).into()),
        Some(other) => join(core, &transaction, admin, person, &other).await?,
    };
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(UserId(now))
}

/// Whoever had the old address may be a stranger: sessions end, links that went there are worthless, what they asked to change it to is
/// given up, and so is the password.
async fn shut_out(core: &Core, transaction: &DatabaseTransaction, person: Uuid) -> Result<()> {
    ownership::spend_links(transaction, person, core.now()).await?;
    repo::address_changes::give_up(transaction, person, core.now()).await?;
    repo::passwords::remove(transaction, person).await?;
    repo::identity::end_sessions(transaction, person, core.now()).await.map(drop)
}

async fn rename(
    core: &Core,
    transaction: &DatabaseTransaction,
    admin: &AdminActor,
    person: &user::Model,
    email: &EmailAddress,
) -> Result<Uuid> {
    shut_out(core, transaction, person.id).await?;
    ownership::rename(transaction, person.id, email).await?;
    merging::unprove(transaction, person.id).await?;
    merging::readdress_all(transaction, person.id, email).await?;
    let (before, after) = (json!({ "email": person.email }), json!({ "email": email.as_str() }));
    audit::record(core, transaction, Some(admin.user.into()), "person.change_email", &subject(person.id), before, after).await?;
    tell_former(core, transaction, person).await?;
    Ok(person.id)
}

async fn join(
    core: &Core,
    transaction: &DatabaseTransaction,
    admin: &AdminActor,
    person: &user::Model,
    other: &user::Model,
) -> Result<Uuid> {
    refuse_admin(other)?;
    let email = input::email(&other.email)?;
    shut_out(core, transaction, person.id).await?;
    let orders = repo::order_list::of_person(transaction, person.id).await?;
    merging::readdress_all(transaction, person.id, &email).await?;
    for browser in merging::browsers(transaction, person.id).await? {
        ownership::hand_over(transaction, person.id, other.id, &browser, core.now()).await?;
    }
    repo::grants::hand_over_gifts(transaction, person.id, other.id).await?;
    merging::move_learning(transaction, person.id, other.id).await?;
    for order in &orders {
        let note = format!("an admin moved it from {} to {}", person.email, other.email);
        repo::orders::note(transaction, core.new_id(), order.id, "address", note, core.now()).await?;
    }
    let orders: Vec<_> = orders.iter().map(|order| &order.public_id).collect();
    let by = Some(admin.user.into());
    let (before, after) = (json!({ "email": person.email, "orders": orders }), json!({ "merged_into": other.id, "email": other.email }));
    audit::record(core, transaction, by, "person.merge", &subject(person.id), before, after).await?;
    let after = json!({ "merged_with": person.id, "email": person.email, "orders": orders });
    audit::record(core, transaction, by, "person.merge", &subject(other.id), NOTHING, after).await?;
    tell_former(core, transaction, person).await?;
    Ok(other.id)
}

/// Tells the address that signs in no more. It may be a stranger's, so it learns nothing else.
async fn tell_former(core: &Core, transaction: &DatabaseTransaction, person: &user::Model) -> Result<()> {
    let dedupe_key = format!("address/{}", core.new_id());
    let outgoing = Outgoing { dedupe_key, kind: "address", to: &person.email, order: None, secret: false };
    outbox::post(core, transaction, outgoing, mail::address::corrected()).await
}
