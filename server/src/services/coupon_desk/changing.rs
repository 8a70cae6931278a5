//! Another coupon, and changes of those that are there.

use super::{form, subject};
use crate::core::Core;
use crate::error::Result;
use crate::repo::{coupon_desk, seed as rows};
use crate::services::audit::{self, NOTHING};
use crate::services::typed;
use app::api::ApiError;
use app::api::dto::CouponForm;
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::AdminActor;
use domain::coupon::CouponCode;
use domain::ids::OfferId;
use domain::offer_kind::OfferKind;
use entity::{coupon, offer};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::{Value, json};
use uuid::Uuid;

/// Makes a coupon that runs.
pub async fn add(core: &Core, admin: &AdminActor, named: &str, form: &CouponForm) -> Result<String> {
    let mut errors = Vec::new();
    let problem = if named.trim().is_empty() { Problem::Missing } else { Problem::Malformed };
    let parsed = CouponCode::parse(named).map_err(|_| ApiError::invalid(Field::Code, problem).into());
    let parsed = typed::collect(&mut errors, parsed)?;
    let empty = coupon::Model {
        id: core.new_id(),
        code: parsed.map(String::from).unwrap_or_default(),
        kind: String::new(),
        basis_points: None,
        amount_minor: None,
        currency: None,
        starts_at: None,
        expires_at: None,
        max_uses: None,
        uses: 0,
        once_per_person: false,
        enabled: true,
        created_at: core.now(),
        version: 0,
    };
    let new = typed::collect(&mut errors, form::read(form, empty))?;
    typed::refuse_all(errors)?;
    let new = new.ok_or(ApiError::BadRequest)?;
    match core.db.retrying(|| write_new(core, admin, &new, &form.only)).await {
        Err(fault) if fault.is_unique_violation() => typed::refuse(Field::Code, Problem::Exists),
        Err(fault) => Err(fault),
        Ok(()) => Ok(new.code),
    }
}

async fn write_new(core: &Core, admin: &AdminActor, new: &coupon::Model, only: &[OfferId]) -> Result<()> {
    let transaction = core.db.begin().await?;
    let row = coupon::ActiveModel {
        id: Set(new.id),
        code: Set(new.code.clone()),
        kind: Set(new.kind.clone()),
        basis_points: Set(new.basis_points),
        amount_minor: Set(new.amount_minor),
        currency: Set(new.currency.clone()),
        starts_at: Set(new.starts_at),
        expires_at: Set(new.expires_at),
        max_uses: Set(new.max_uses),
        uses: Set(0),
        once_per_person: Set(new.once_per_person),
        enabled: Set(true),
        created_at: Set(new.created_at),
        version: Set(0),
    };
    rows::insert_coupon(&transaction, row).await?;
    let only = known(&transaction, only).await?;
    coupon_desk::set_offers(&transaction, new.id, &ids(&only)).await?;
    audit::record(core, &transaction, Some(admin.user.into()), "coupon.add", &subject(&new.code), NOTHING, state(new, &only)).await?;
    Ok(transaction.commit().await?)
}

/// Changes what a coupon says.
pub async fn change(core: &Core, admin: &AdminActor, named: &str, version: i32, form: &CouponForm) -> Result<()> {
    core.db.retrying(|| write(core, admin, named, version, form)).await
}

async fn write(core: &Core, admin: &AdminActor, named: &str, version: i32, form: &CouponForm) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = seen(&transaction, named, version).await?;
    let after = form::read(form, before.clone())?;
    if !coupon_desk::set_terms(&transaction, before.id, version, &after).await? {
        let same = coupon_desk::by_code(&transaction, named).await?.is_some_and(|coupon| coupon.version == version);
        let why = if same { ApiError::invalid(Field::Uses, Problem::BelowUsed) } else { ApiError::Conflict(Conflict::NoLongerSo) };
        return Err(why.into());
    }
    let was: Vec<_> = coupon_desk::offers(&transaction, before.id).await?.into_iter().map(OfferId).collect();
    let (was, only) = (known(&transaction, &was).await?, known(&transaction, &form.only).await?);
    coupon_desk::set_offers(&transaction, before.id, &ids(&only)).await?;
    let (was, is) = (state(&before, &was), state(&after, &only));
    audit::record(core, &transaction, Some(admin.user.into()), "coupon.change", &subject(named), was, is).await?;
    Ok(transaction.commit().await?)
}

/// Pauses a coupon, or resumes it.
pub async fn switch(core: &Core, admin: &AdminActor, named: &str, version: i32, on: bool) -> Result<()> {
    core.db.retrying(|| turn(core, admin, named, version, on)).await
}

async fn turn(core: &Core, admin: &AdminActor, named: &str, version: i32, on: bool) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = seen(&transaction, named, version).await?;
    if !coupon_desk::switch(&transaction, before.id, version, on).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let action = if on { "coupon.resume" } else { "coupon.pause" };
    let (was, is) = (json!({ "enabled": before.enabled }), json!({ "enabled": on }));
    audit::record(core, &transaction, Some(admin.user.into()), action, &subject(named), was, is).await?;
    Ok(transaction.commit().await?)
}

/// A coupon that an admin changes, as it is in the transaction of the change.
async fn seen(transaction: &DatabaseTransaction, code: &str, version: i32) -> Result<coupon::Model> {
    let coupon = coupon_desk::by_code(transaction, code).await?.ok_or(ApiError::NotFound)?;
    if coupon.version == version { Ok(coupon) } else { Err(ApiError::Conflict(Conflict::NoLongerSo).into()) }
}

/// The offers that are named, all of which are sold at the checkout.
async fn known(transaction: &DatabaseTransaction, named: &[OfferId]) -> Result<Vec<offer::Model>> {
    let offers = crate::repo::prices::offers(transaction).await?;
    let at_checkout = [OfferKind::Main.name(), OfferKind::Bump.name()];
    let found: Vec<_> =
        offers.into_iter().filter(|offer| named.contains(&OfferId(offer.id)) && at_checkout.contains(&offer.kind.as_str())).collect();
    let all = named.iter().all(|named| found.iter().any(|offer| OfferId(offer.id) == *named));
    if all { Ok(found) } else { Err(ApiError::BadRequest.into()) }
}

fn ids(offers: &[offer::Model]) -> Vec<Uuid> {
    offers.iter().map(|offer| offer.id).collect()
}

/// What of a coupon is written into the log.
fn state(coupon: &coupon::Model, only: &[offer::Model]) -> Value {
    json!({
        "basis_points": coupon.basis_points,
        "amount_minor": coupon.amount_minor,
        "currency": coupon.currency,
        "starts_at": coupon.starts_at,
        "expires_at": coupon.expires_at,
        "max_uses": coupon.max_uses,
        "once_per_person": coupon.once_per_person,
        "only": only.iter().map(|offer| &offer.title).collect::<Vec<_>>(),
    })
}
