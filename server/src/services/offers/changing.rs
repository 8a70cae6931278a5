//! Changes of what an offer says, and its pauses.

use super::{kind, made, seen, subject};
use crate::core::Core;
use crate::error::Result;
use crate::repo::catalog::{self, OfferWithTiers};
use crate::repo::offers::{self, Terms};
use crate::services::prices::{self, Extension};
use crate::services::{audit, typed};
use app::api::ApiError;
use app::api::dto::OfferForm;
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::AdminActor;
use domain::offer_kind::OfferKind;
use entity::offer;
use sea_orm::DatabaseTransaction;
use serde_json::{Value, json};
use uuid::Uuid;

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 140;
/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 2_000;
/// The longest time for which an offer stands, in minutes: thirty days.
const LONGEST_STAND: i32 = 30 * 24 * 60;

/// Changes what an offer says besides its prices.
pub async fn change(core: &Core, admin: &AdminActor, id: Uuid, version: i32, form: &OfferForm) -> Result<()> {
    core.db.retrying(|| write(core, admin, id, version, form)).await
}

async fn write(core: &Core, admin: &AdminActor, id: Uuid, version: i32, form: &OfferForm) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = seen(&transaction, id, version).await?;
    let terms = read(form, kind(&before)?)?;
    let (opens_at, closes_at) = (typed::kept(before.opens_at, terms.opens_at), typed::kept(before.closes_at, terms.closes_at));
    let terms = Terms { opens_at, closes_at, ..terms };
    if !offers::set_terms(&transaction, id, version, &terms).await? {
        return Err(why_not(&transaction, id, version).await?.into());
    }
    note_extension(core, &transaction, admin, &before, &terms).await?;
    let after = catalog::offer(&transaction, id).await?;
    note_price(core, &transaction, &after).await?;
    audit::record(core, &transaction, Some(admin.user.into()), "offer.change", &subject(id), state(&before), state(&after)).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

/// Makes sense of a form.
fn read(form: &OfferForm, kind: OfferKind) -> Result<Terms> {
    let mut errors = Vec::new();
    let title = typed::collect(&mut errors, typed::line(&form.title, LONGEST_TITLE, Field::OfferTitle))?;
    let description = typed::collect(&mut errors, typed::text(&form.description, LONGEST_DESCRIPTION, Field::Words))?;
    let seats = typed::collect(&mut errors, typed::number(&form.seats, Field::Seats))?;
    let opens_at = typed::collect(&mut errors, typed::moment(&form.opens_at, Field::Begins))?;
    let closes_at = typed::collect(&mut errors, window_end(form))?;
    let stands = typed::collect(&mut errors, stands(&form.stands_min))?;
    typed::refuse_all(errors)?;
    Ok(Terms {
        title: title.unwrap_or_default(),
        description: description.unwrap_or_default(),
        seats: seats.flatten().filter(|_| kind.has_seats()),
        opens_at: opens_at.flatten(),
        closes_at: closes_at.flatten(),
        offered_for_s: stands.flatten().filter(|_| kind.follows_purchase()),
        show_compare_at: form.compare.is_some(),
    })
}

fn window_end(form: &OfferForm) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
    let closes_at = typed::moment(&form.closes_at, Field::Ends)?;
    match (typed::moment(&form.opens_at, Field::Begins), closes_at) {
        (Ok(Some(opens_at)), Some(closes_at)) if closes_at <= opens_at => typed::refuse(Field::Ends, Problem::Backwards),
        _ => Ok(closes_at),
    }
}

/// Minutes as typed, in seconds.
fn stands(minutes: &str) -> Result<Option<i32>> {
    match typed::number(minutes, Field::Lasts)? {
        Some(minutes) if !(1..=LONGEST_STAND).contains(&minutes) => typed::refuse(Field::Lasts, Problem::Malformed),
        minutes => Ok(minutes.map(|minutes| minutes * 60)),
    }
}

/// Somebody changed the offer meanwhile, or its seats are taken.
async fn why_not(transaction: &DatabaseTransaction, id: Uuid, version: i32) -> Result<ApiError> {
    let same = catalog::offer(transaction, id).await?.version == version;
    Ok(if same { ApiError::invalid(Field::Seats, Problem::BelowUsed) } else { ApiError::Conflict(Conflict::NoLongerSo) })
}

/// A deadline that moves to later, or away, is an extension; buyers are told.
async fn note_extension(
    core: &Core,
    transaction: &DatabaseTransaction,
    admin: &AdminActor,
    before: &offer::Model,
    terms: &Terms,
) -> Result<()> {
    let Some(promised) = before.closes_at.filter(|promised| terms.closes_at.is_none_or(|closes_at| closes_at > *promised)) else {
        return Ok(());
    };
    let moved = Extension { offer: before.id, what: prices::SALE, before: promised, after: terms.closes_at, by: admin.user.into() };
    prices::note_extension(core, transaction, &moved).await
}

/// Writes down what an offer costs from now on.
pub async fn note_price(core: &Core, transaction: &DatabaseTransaction, offer: &offer::Model) -> Result<()> {
    let found = OfferWithTiers { tiers: catalog::tiers(transaction, offer.id).await?, offer: offer.clone() };
    prices::note(core, transaction, &found).await
}

/// What of an offer is written into the log.
fn state(offer: &offer::Model) -> Value {
    json!({
        "title": offer.title,
        "description": offer.description,
        "seats": offer.seats,
        "opens_at": offer.opens_at,
        "closes_at": offer.closes_at,
        "stands_s": offer.offered_for_s,
        "show_compare_at": offer.show_compare_at,
    })
}

/// Pauses an offer, or resumes it.
pub async fn switch(core: &Core, admin: &AdminActor, id: Uuid, version: i32, on: bool) -> Result<()> {
    core.db.retrying(|| turn(core, admin, id, version, on)).await
}

async fn turn(core: &Core, admin: &AdminActor, id: Uuid, version: i32, on: bool) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = seen(&transaction, id, version).await?;
    made(offers::switch(&transaction, id, version, on).await?)?;
    note_price(core, &transaction, &catalog::offer(&transaction, id).await?).await?;
    let action = if on { "offer.resume" } else { "offer.pause" };
    let (was, is) = (json!({ "enabled": before.enabled }), json!({ "enabled": on }));
    audit::record(core, &transaction, Some(admin.user.into()), action, &subject(id), was, is).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
