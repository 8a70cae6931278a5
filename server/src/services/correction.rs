//! A mistyped address, put right within half an hour by the browser that made the purchase.
//!
//! Whoever has proved to own the first address keeps it: then nothing moves. A person who exists only through this purchase gets
//! the new address; otherwise the purchase moves to the person with the new address. The old address has no way in afterwards.

use super::effects::{self, Context};
use super::identity::{enter_by_purchase, is_nobody_yet};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::identity::NewUser;
use crate::repo::{self, ownership, rows};
use crate::security::hash::{same, sha256};
use app::api::ApiError;
use app::api::dto::Role;
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::{BrowserCookie, Viewer};
use chrono::{DateTime, TimeDelta, Utc};
use domain::access;
use domain::email::EmailAddress;
use domain::order::{OrderEvent, OrderState};
use entity::{address_correction, order, user};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};

/// An address can be corrected so long after the payment.
pub const WINDOW: TimeDelta = TimeDelta::minutes(30);
/// And so often.
const MOST: u64 = 3;
/// How often a correction is tried that lost against another.
const TRIES: u32 = 3;

/// Until when this browser may correct the order's address; `None` where it may not.
pub async fn until(core: &Core, order: &order::Model, made_here: bool) -> Result<Option<DateTime<Utc>>> {
    let Some(end) = order.paid_at.map(|paid| paid + WINDOW).filter(|end| made_here && core.now() < *end) else { return Ok(None) };
    if !rows::order_state(&order.state)?.is_fulfilled() || repo::care::corrections(core.db.read(), order.id).await? >= MOST {
        return Ok(None);
    }
    let buyer = repo::identity::by_id(core.db.read(), order.user_id).await?;
    Ok(buyer.filter(is_nobody_yet).map(|_| end))
}

/// Puts the address right and mails receipt and access again. Gives the cookies that keep this browser signed in.
pub async fn correct(core: &Core, viewer: &Viewer, public_id: &str, email: &str) -> Result<Vec<BrowserCookie>> {
    let problem = if email.trim().is_empty() { Problem::Missing } else { Problem::Malformed };
    let email = EmailAddress::parse(email).map_err(|_| ApiError::invalid(Field::Email, problem))?;
    for _ in 0..TRIES {
        let order = repo::orders::by_public_id(core.db.read(), public_id).await?.ok_or(ApiError::NotFound)?;
        let made_here = viewer.order_key.as_deref().is_some_and(|key| same(&sha256(key), &order.browser_key_hash));
        if !made_here {
            return Err(ApiError::NotFound.into());
        }
        if order.buyer_email == email.as_str() {
            return Ok(Vec::new());
        }
        until(core, &order, made_here).await?.ok_or(ApiError::Conflict(Conflict::CorrectionOver))?;
        match core.db.retrying(|| once(core, viewer, &order, &email)).await {
            Err(error) if error.is_unique_violation() => {}
            outcome => {
                core.wake_jobs.notify_one();
                return outcome;
            }
        }
    }
    Err(ApiError::Conflict(Conflict::CorrectionOver).into())
}

async fn once(core: &Core, viewer: &Viewer, order: &order::Model, email: &EmailAddress) -> Result<Vec<BrowserCookie>> {
    let now = core.now();
    let transaction = core.db.begin().await?;
    if !ownership::still_unproven(&transaction, order.user_id).await? {
        return Err(ApiError::Conflict(Conflict::CorrectionOver).into());
    }
    let number = repo::care::corrections(&transaction, order.id).await? + 1;
    if number > MOST {
        return Err(ApiError::Conflict(Conflict::CorrectionOver).into());
    }
    let row = address_correction::ActiveModel {
        order_id: Set(order.id),
        number: Set(i32::try_from(number).map_err(|_| Fault::stored("a number of corrections"))?),
        from_email: Set(order.buyer_email.clone()),
        to_email: Set(email.as_str().to_owned()),
        at: Set(now),
    };
    repo::care::insert_correction(&transaction, row).await?;
    ownership::spend_links(&transaction, order.user_id, now).await?;
    ownership::readdress(&transaction, order.user_id, &order.browser_key_hash, email).await?;
    let cookies = move_to(core, &transaction, viewer, order, email).await?;
    let moved = repo::orders::by_id(&transaction, order.id).await?;
    let context = Context::new(core, &transaction, &moved, OrderEvent::PaymentSucceeded, OrderState::Paid);
    context.note("address", "the buyer corrected the address");
    effects::receipt_again(&context, number).await?;
    context.history.write(core, &transaction).await?;
    transaction.commit().await?;
    Ok(cookies)
}

async fn move_to(
    core: &Core,
    transaction: &DatabaseTransaction,
    viewer: &Viewer,
    order: &order::Model,
    email: &EmailAddress,
) -> Result<Vec<BrowserCookie>> {
    let existing = repo::identity::by_email(transaction, &email.normalized()).await?;
    let alone = !ownership::has_orders_of_others(transaction, order.user_id, &order.browser_key_hash).await?;
    let same_person = existing.as_ref().is_some_and(|person| person.id == order.user_id);
    if same_person || (alone && existing.is_none()) {
        ownership::rename(transaction, order.user_id, email).await?;
        return Ok(Vec::new());
    }
    let new = NewUser { id: core.new_id(), email, name: &order.buyer_name, role: Role::Student, now: core.now() };
    let person = repo::identity::find_or_insert(transaction, &new).await?;
    refuse_who_owns(core, transaction, &person, order).await?;
    ownership::hand_over(transaction, order.user_id, person.id, &order.browser_key_hash, core.now()).await?;
    let token = enter_by_purchase(core, transaction, viewer, &person).await?;
    Ok(vec![token.map_or(BrowserCookie::SignedOut, BrowserCookie::Session)])
}

/// Nobody owns the same course twice.
async fn refuse_who_owns(core: &Core, db: &impl ConnectionTrait, person: &user::Model, order: &order::Model) -> Result<()> {
    let grants = repo::grants::of(db, person.id, order.product_id).await?;
    match access::decide(&grants, core.now()) {
        Ok(()) => Err(ApiError::Conflict(Conflict::AlreadyOwned).into()),
        Err(_) => Ok(()),
    }
}
